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
    rightsTitle: "Their data",
    rightsText:
      "This page only reads. To hand somebody everything that is kept of them, or to erase it for good, type one of these where Waystitch is installed:",
    exportTitle: "Export as JSON",
    eraseTitle: "Erase (asks before it does)",
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
    rightsTitle: "Dữ liệu của họ",
    rightsText:
      "Trang này chỉ đọc. Để trao cho một người toàn bộ dữ liệu đang lưu về họ, hoặc xóa vĩnh viễn, hãy gõ một trong các lệnh sau tại nơi cài Waystitch:",
    exportTitle: "Xuất ra JSON",
    eraseTitle: "Xóa (hỏi lại trước khi xóa)",
  },
});
