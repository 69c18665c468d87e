import { defineWords } from "../words/define-words.js";

/** What the segments of customers are called; the same as in docs/segments.md. */
export const SEGMENTS = defineWords({
  en: {
    names: {
      champions: "Champions",
      loyal: "Loyal",
      potential_loyalists: "Potential Loyalists",
      new_customers: "New Customers",
      promising: "Promising",
      need_attention: "Need Attention",
      about_to_sleep: "About to Sleep",
      at_risk: "At Risk",
      cant_lose_them: "Can't Lose Them",
      hibernating: "Hibernating",
      lost: "Lost",
    },
  },
  vi: {
    names: {
      champions: "Khách hàng VIP",
      loyal: "Khách hàng trung thành",
      potential_loyalists: "Khách hàng trung thành tiềm năng",
      new_customers: "Khách hàng mới",
      promising: "Khách hàng triển vọng",
      need_attention: "Khách hàng cần quan tâm",
      about_to_sleep: "Khách hàng sắp ngủ đông",
      at_risk: "Khách hàng có nguy cơ rời bỏ",
      cant_lose_them: "Khách hàng không thể để mất",
      hibernating: "Khách hàng ngủ đông",
      lost: "Khách hàng đã rời bỏ",
    },
  },
});
