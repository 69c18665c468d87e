import { defineWords } from "../words/define-words.js";

export const EXPLANATION = defineWords({
  en: {
    title: "Why here, and what comes next",
    hint: "In any stage model, from the same milestones.",
    next: "What would move them on",
    back: "What would move them back",
    alone: "What comes by itself",
    outOfReach: "Not within reach yet",
    entries: "Every step so far, with its rule",
    any: "or",
    tooLong: "This journey has too many milestones to be explained here: npx waystitch explain tells it.",
  },
  vi: {
    title: "Vì sao ở đây, và điều gì tiếp theo",
    hint: "Theo bất kỳ mô hình giai đoạn nào, từ cùng những cột mốc.",
    next: "Điều gì đưa họ tiến lên",
    back: "Điều gì khiến họ lùi lại",
    alone: "Điều gì tự đến theo thời gian",
    outOfReach: "Chưa thể tới ngay",
    entries: "Mọi bước đã qua, kèm quy tắc",
    any: "hoặc",
    tooLong: "Hành trình này có quá nhiều cột mốc để giải thích ở đây: hãy dùng lệnh npx waystitch explain.",
  },
});
