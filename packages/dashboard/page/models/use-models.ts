import type { ModelOutline, ModelsBody } from "../../src/model-list.js";
import type { Site } from "../answers.js";
import { usePage } from "../context.js";
import { useResource } from "../resource.js";

/** What every site has, and has first. */
const DEFAULT = "inbound";

/** The stage model that the page is about, and those there are to choose from. */
export interface ChosenModel {
  readonly models: readonly ModelOutline[];
  /** `null` while the models are on their way. */
  readonly model: ModelOutline | null;
  /** What a stage of the model is called in the page's language. */
  nameOf(stage: string): string;
}

/** The model that the address names, or the default one. */
export function useModel(site: Site): ChosenModel {
  const { route, language } = usePage();
  const { data } = useResource<ModelsBody>(`/api/sites/${encodeURIComponent(site.siteId)}/models`, 0);
  const models = data?.models ?? [];
  const asked = route.filters.model ?? DEFAULT;
  const model = models.find(({ id }) => id === asked) ?? models[0] ?? null;
  return { models, model, nameOf: (stage) => model?.stages.find(({ id }) => id === stage)?.label[language] ?? stage };
}
