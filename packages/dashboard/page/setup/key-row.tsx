import { useState } from "preact/hooks";
import type { KeysBody } from "../../src/setup/answers.js";
import type { Wire } from "../answers.js";
import { usePage } from "../context.js";
import { Confirm } from "../frame/confirm.js";
import { send } from "../send.js";
import { useWords } from "../words/define-words.js";
import { fill } from "../words/words.js";
import { KEYS } from "./key-words.js";

export type KeyLine = Wire<KeysBody>["keys"][number];

interface KeyRowProps {
  readonly line: KeyLine;
  readonly url: string;
  onRevoked(): void;
}

interface RevokeProps extends KeyRowProps {
  readonly name: string;
  cancel(): void;
}

/** Asks once more, by the key's name, before it is taken out of use. */
function Revoke({ line, url, name, onRevoked, cancel }: RevokeProps) {
  const { format } = usePage();
  const say = useWords(KEYS);
  const revoke = async (): Promise<string | null> => {
    const sent = await send("DELETE", `${url}/${line.keyId}`);
    if (!("data" in sent)) return say.failed;
    onRevoked();
    return null;
  };
  const used = line.lastUsedOn === null ? [] : [fill(say.revokeUsed, { day: format.date(line.lastUsedOn) })];
  return (
    <Confirm
      title={fill(say.revokeTitle, { key: name })}
      text={[say.revokeText, ...used].join(" ")}
      yes={fill(say.revokeYes, { key: name })}
      no={say.cancel}
      isDanger
      act={revoke}
      cancel={cancel}
    />
  );
}

/** One key in use. */
export function KeyRow(props: KeyRowProps) {
  const { line } = props;
  const { format } = usePage();
  const say = useWords(KEYS);
  const [isAsked, setAsked] = useState(false);
  const name = line.label === "" ? fill(say.unnamed, { id: line.keyId }) : `${line.label} (${line.keyId})`;
  return (
    <>
      <tr data-key={line.keyId}>
        <td>{line.label === "" ? "–" : line.label}</td>
        <td>{say.kinds[line.kind]}</td>
        <td>{line.writeKey === null ? <span class="quiet">{say.notKept}</span> : <code>{line.writeKey}</code>}</td>
        <td>
          {line.kind === "secret" ? "–" : line.origins.length === 0 ? <span class="quiet">{say.anyOrigin}</span> : line.origins.join(", ")}
        </td>
        <td>{format.day(line.createdAt)}</td>
        <td>{line.lastUsedOn === null ? <span class="quiet">{say.never}</span> : format.date(line.lastUsedOn)}</td>
        <td class="right">
          <button
            type="button"
            class="tool"
            aria-label={fill(say.revokeLabel, { key: name })}
            aria-expanded={isAsked}
            onClick={() => setAsked(!isAsked)}
          >
            {say.revoke}
          </button>
        </td>
      </tr>
      {isAsked && (
        <tr>
          <td colSpan={7}>
            <Revoke {...props} name={name} cancel={() => setAsked(false)} />
          </td>
        </tr>
      )}
    </>
  );
}
