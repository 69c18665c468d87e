import { useState } from "preact/hooks";
import type { ExampleBody } from "../../src/setup/answers.js";
import type { Wire } from "../answers.js";
import { usePage } from "../context.js";
import { type Sent, send } from "../send.js";
import { useWords } from "../words/define-words.js";
import { QUALITY } from "./words.js";

type Answer = Wire<ExampleBody>;

interface ExampleProps {
  readonly site: string;
  readonly reason: string;
}

/** The latest event that was rejected for a reason, asked for only when somebody wants to see it, and remembered nowhere. */
export function Example({ site, reason }: ExampleProps) {
  const say = useWords(QUALITY);
  const [sent, setSent] = useState<Sent<Answer> | null>(null);
  const ask = async (): Promise<void> =>
    setSent(await send<Answer>("GET", `/api/sites/${encodeURIComponent(site)}/rejected/${encodeURIComponent(reason)}`));
  if (sent === null)
    return (
      <button type="button" class="button small" onClick={() => void ask()}>
        {say.example}
      </button>
    );
  if (!("data" in sent)) return <p class="advice">{sent.refusal === "not_allowed" ? say.exampleOwners : say.exampleFailed}</p>;
  if (sent.data.example === null) return <p class="quiet">{say.exampleNone}</p>;
  return <Payload example={sent.data.example} />;
}

/** JSON with its lines, or the text as it is: it may have been cut. */
function inLines(payload: string): string {
  try {
    return JSON.stringify(JSON.parse(payload), null, 2);
  } catch {
    return payload;
  }
}

/** As text and nothing else: whoever sent it chose what stands in it. */
function Payload({ example }: { readonly example: NonNullable<Answer["example"]> }) {
  const { format } = usePage();
  const say = useWords(QUALITY);
  return (
    <dl class="findings">
      <div>
        <dt>{say.exampleDetail}</dt>
        <dd>
          {example.detail} <span class="quiet">({format.exactTime(example.receivedAt)})</span>
        </dd>
      </div>
      <div>
        <dt>{say.examplePayload}</dt>
        <dd>
          <pre class="sql payload">
            <code>{inLines(example.payload)}</code>
          </pre>
          {example.isCut && <p class="hint">{say.exampleCut}</p>}
        </dd>
      </div>
    </dl>
  );
}
