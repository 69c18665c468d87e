import { defineWords } from "../words/define-words.js";

export const FLOWS = defineWords({
  en: {
    text: "Which way people go from stage to stage, and where they turn back.",
    waysTitle: "From stage to stage",
    waysHint:
      "People who came for the first time in these days. Left to right: the first stage they entered, the second, and so on; moves back are red.",
    waysLabel: "Streams of people from the first stage they entered to the second and on",
    movesTitle: "Moves between stages",
    movesHint: "Every move in these days, whoever made it.",
    backTitle: "Moves back, and why",
    backHint: "What made people fall back: an expired cart, a returned order, silence.",
    people: "{count} people",
    first: "First",
    nth: "Then",
    goneBack: "back",
  },
  vi: {
    text: "Mọi người đi từ giai đoạn này sang giai đoạn khác như thế nào, và quay lại ở đâu.",
    waysTitle: "Từ giai đoạn đến giai đoạn",
    waysHint:
      "Những người đến lần đầu trong những ngày này. Từ trái sang phải: giai đoạn đầu tiên họ vào, rồi giai đoạn thứ hai…; bước lùi được tô màu cảnh báo.",
    waysLabel: "Các dòng người từ giai đoạn đầu tiên đến những giai đoạn sau",
    movesTitle: "Di chuyển giữa các giai đoạn",
    movesHint: "Mọi lần di chuyển trong những ngày này, của bất kỳ ai.",
    backTitle: "Bước lùi và lý do",
    backHint: "Điều gì khiến họ lùi lại: giỏ hàng hết hạn, đơn bị trả, im lặng quá lâu.",
    people: "{count} người",
    first: "Đầu tiên",
    nth: "Rồi",
    goneBack: "lùi",
  },
});
