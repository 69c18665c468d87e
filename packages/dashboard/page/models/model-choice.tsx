import { usePage } from "../context.js";
import { FRAME } from "../frame/words.js";
import { useWords } from "../words/define-words.js";
import type { ChosenModel } from "./use-models.js";

/** Which stage model the page is about. */
export function ModelChoice({ chosen }: { readonly chosen: ChosenModel }) {
  const { route, go, language } = usePage();
  const words = useWords(FRAME);
  return (
    <label class="model-choice">
      <span>{words.model}</span>{" "}
      <select
        class="field"
        value={chosen.model?.id}
        onChange={(event) => go({ ...route, filters: { ...route.filters, model: event.currentTarget.value } })}
      >
        {chosen.models.map(({ id, label }) => (
          <option key={id} value={id}>
            {label[language]}
          </option>
        ))}
      </select>
    </label>
  );
}
