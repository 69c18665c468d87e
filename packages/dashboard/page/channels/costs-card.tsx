import type { ChannelCost } from "@waystitch/store";
import { useState } from "preact/hooks";
import type { Site, Wire } from "../answers.js";
import { usePage } from "../context.js";
import { CardHead } from "../frame/card-head.js";
import { useRefusal } from "../refusal-words.js";
import { useResource } from "../resource.js";
import { send } from "../send.js";
import { useWords } from "../words/define-words.js";
import { fill, nameIn } from "../words/words.js";
import { CHANNELS, COST_MEANINGS } from "./words.js";

type Cost = Wire<ChannelCost>;

interface CostFormProps {
  readonly url: string;
  readonly site: Site;
  readonly channels: readonly string[];
  onEntered(): void;
}

/** Where a cost is entered. */
function CostForm({ url, site, channels, onEntered }: CostFormProps) {
  const { words } = usePage();
  const say = useWords(CHANNELS);
  const tell = useRefusal(COST_MEANINGS, words.failedText);
  const [refused, setRefused] = useState<string | null>(null);
  const onSubmit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const fields = Object.fromEntries(new FormData(form));
    const sent = await send("POST", url, { ...fields, amount: String(fields["amount"]).trim(), currency: site.currency });
    setRefused("refusal" in sent ? tell(sent) : null);
    if ("refusal" in sent) return;
    form.reset();
    onEntered();
  };
  return (
    <form class="entry-form" onSubmit={(event) => void onSubmit(event)}>
      <label class="stacked">
        <span>{say.channel}</span>
        <select class="field" name="channel" required>
          {channels.map((channel) => (
            <option key={channel} value={channel}>
              {nameIn(words.channels, channel)}
            </option>
          ))}
        </select>
      </label>
      <label class="stacked">
        <span>{say.campaignPaid}</span>
        <input class="field" name="campaign" maxLength={200} autocomplete="off" placeholder={say.wholeChannel} />
      </label>
      <label class="stacked">
        <span>{say.firstDay}</span>
        <input class="field" name="firstDay" type="date" required />
      </label>
      <label class="stacked">
        <span>{say.lastDay}</span>
        <input class="field" name="lastDay" type="date" required />
      </label>
      <label class="stacked">
        <span>{`${say.amount} (${site.currency})`}</span>
        <input class="field" name="amount" inputMode="decimal" autocomplete="off" required />
      </label>
      <label class="stacked">
        <span>{say.note}</span>
        <input class="field" name="note" autocomplete="off" />
      </label>
      <button type="submit" class="button">
        {say.enter}
      </button>
      {refused !== null && (
        <p class="refused" role="alert">
          {fill(say.refused, { message: refused })}
        </p>
      )}
    </form>
  );
}

interface CostsCardProps {
  readonly site: Site;
  readonly channels: readonly string[];
  onChange(): void;
}

/** What was paid for channels, as people entered it. */
export function CostsCard({ site, channels, onChange }: CostsCardProps) {
  const { words, format } = usePage();
  const say = useWords(CHANNELS);
  const [version, setVersion] = useState(0);
  const url = `/api/sites/${encodeURIComponent(site.siteId)}/channels/costs`;
  const { data } = useResource<{ readonly costs: readonly Cost[] }>(url, version);
  const changed = (): void => {
    setVersion(version + 1);
    onChange();
  };
  const remove = async (costId: string): Promise<void> => {
    await send("DELETE", `${url}/${encodeURIComponent(costId)}`);
    changed();
  };
  return (
    <section class="card" aria-labelledby="costs-title">
      <CardHead id="costs-title" title={say.costsTitle} hint={say.costsHint} />
      <CostForm url={url} site={site} channels={channels} onEntered={changed} />
      {data?.costs.length === 0 && <p class="quiet">{say.noCosts}</p>}
      {data !== null && data.costs.length > 0 && (
        <ul class="costs">
          {data.costs.map((cost) => (
            <li key={cost.costId}>
              <strong>{nameIn(words.channels, cost.channel)}</strong>
              {cost.campaign !== null && <span>{cost.campaign}</span>}
              <span>{format.money(cost.amount, cost.currency)}</span>
              <span class="quiet">
                {format.date(cost.firstDay)} – {format.date(cost.lastDay)}
              </span>
              <span class="quiet">{cost.note}</span>
              <button type="button" class="tool" onClick={() => void remove(cost.costId)}>
                {say.remove}
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
