import { defineWords } from "../words/define-words.js";

/** What the attribution models are called; tables of every page may name one. */
export const MODEL_NAMES = defineWords({
  en: {
    first: "First",
    last: "Last",
    last_non_direct: "Last, not Direct",
    linear: "Linear",
    position: "40/20/40",
    time_decay: "Time decay",
    markov: "Markov",
    shapley: "Shapley",
  },
  vi: {
    first: "Đầu tiên",
    last: "Cuối cùng",
    last_non_direct: "Cuối, trừ trực tiếp",
    linear: "Chia đều",
    position: "40/20/40",
    time_decay: "Giảm dần",
    markov: "Markov",
    shapley: "Shapley",
  },
});
