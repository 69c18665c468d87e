import type { ComponentChildren } from "preact";
import { MOST_IN_FILE } from "../../src/people/bodies.js";
import { isStageName, STAGES } from "../../src/stages.js";
import type { Site } from "../answers.js";
import { usePage } from "../context.js";
import { Link } from "../link.js";
import { mayExport } from "../roles.js";
import type { Filter, Filters } from "../route.js";
import { useWords } from "../words/define-words.js";
import { vi } from "../words/vi.js";
import { fill, nameIn } from "../words/words.js";
import { isNarrowed, KINDS, listUrls, ORDERS, orderOf } from "./list-query.js";
import { SEGMENTS } from "./segment-words.js";
import { PEOPLE } from "./words.js";

/** Every channel there is: a test holds these names to the rules'. */
const CHANNELS = Object.keys(vi.channels);

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly children: ComponentChildren;
  choose(value: string): void;
}

function Choice({ label, value, children, choose }: ChoiceProps) {
  return (
    <label class="filter">
      <span>{label}</span>
      <select class="field" value={value} onChange={(event) => choose(event.currentTarget.value)}>
        {children}
      </select>
    </label>
  );
}

const Option = ({ value, text }: { readonly value: string; readonly text: string }) => <option value={value}>{text}</option>;

/** Stage and step in one list. */
function StageChoice() {
  const { words, route, go } = usePage();
  const say = useWords(PEOPLE);
  const { step, ...others } = route.filters;
  const choose = (value: string): void => {
    const [stage = "", chosen] = value.split("/");
    const filters = chosen === undefined ? others : { ...others, step: chosen };
    go({ ...route, stage: isStageName(stage) ? stage : null, filters });
  };
  const value = route.stage === null ? "" : step === undefined ? route.stage : `${route.stage}/${step}`;
  return (
    <Choice label={say.stage} value={value} choose={choose}>
      <Option value="" text={say.everyStage} />
      {STAGES.map(({ stage, steps }) => (
        <optgroup key={stage} label={nameIn(words.stages, stage)}>
          <Option value={stage} text={nameIn(words.stages, stage)} />
          {steps.map((each) => (
            <Option key={each} value={`${stage}/${each}`} text={`– ${nameIn(words.steps, each)}`} />
          ))}
        </optgroup>
      ))}
    </Choice>
  );
}

/** Who is in the list, and in which order; all of it stands in the address. */
export function ListFilters({ site }: { readonly site: Site }) {
  const { words, route, go, format } = usePage();
  const say = useWords(PEOPLE);
  const segments = useWords(SEGMENTS).names;
  const { filters } = route;
  const set = (name: Filter, value: string): void => {
    const { [name]: _, ...others } = filters;
    go({ ...route, filters: value === "" ? others : { ...others, [name]: value } });
  };
  const kept: Filters = filters.sort === undefined ? {} : { sort: filters.sort };
  const choice = (name: Filter, label: string, every: string, options: readonly (readonly [string, string])[]) => (
    <Choice label={label} value={filters[name] ?? ""} choose={(value) => set(name, value)}>
      <Option value="" text={every} />
      {options.map(([value, text]) => (
        <Option key={value} value={value} text={text} />
      ))}
    </Choice>
  );
  const channels = CHANNELS.map((channel) => [channel, nameIn(words.channels, channel)] as const);
  return (
    <fieldset class="filters">
      <legend class="unseen">{say.filters}</legend>
      <StageChoice />
      {choice("status", say.status, say.any, Object.entries(say.statuses))}
      {choice("channel", say.channel, say.everyChannel, [...channels, ["Unattributed", say.unattributed]])}
      {choice("segment", say.segment, say.everySegment, Object.entries(segments))}
      {choice(
        "kind",
        say.kind,
        say.any,
        KINDS.map((kind) => [kind, nameIn(say.kindNames, kind)] as const),
      )}
      <Choice label={say.sort} value={orderOf(filters)} choose={(value) => set("sort", value === "seen" ? "" : value)}>
        {ORDERS.map((order) => (
          <Option key={order} value={order} text={nameIn(say.sorts, order)} />
        ))}
      </Choice>
      <label class="tick">
        <input type="checkbox" checked={filters.bots === "1"} onChange={(event) => set("bots", event.currentTarget.checked ? "1" : "")} />
        {say.bots}
      </label>
      {isNarrowed(route) && (
        <Link to={{ stage: null, filters: kept }} class="tool">
          {say.reset}
        </Link>
      )}
      {mayExport(site.role) && (
        <a
          class="tool list-file"
          href={listUrls(site.siteId, route).csv}
          download
          title={fill(say.fileHint, { count: format.count(MOST_IN_FILE) })}
        >
          CSV
        </a>
      )}
    </fieldset>
  );
}
