import type { KeysBody } from "../../src/setup/answers.js";
import type { Site, Wire } from "../answers.js";
import { usePage } from "../context.js";
import { CardHead } from "../frame/card-head.js";
import { ScrollFrame } from "../report/scroll-frame.js";
import { useSent } from "../use-sent.js";
import { useWords } from "../words/define-words.js";
import { fill } from "../words/words.js";
import { KeyForm } from "./key-form.js";
import { KeyRow } from "./key-row.js";
import { KEYS } from "./key-words.js";

type KeysAnswer = Wire<KeysBody>;

interface KeysCardProps {
  readonly site: Site;
  /** Keys were made or revoked. */
  onChange(): void;
}

/** The keys of the site: which there are, and how to make and revoke one. */
export function KeysCard({ site, onChange }: KeysCardProps) {
  const { words } = usePage();
  const say = useWords(KEYS);
  const url = `/api/sites/${encodeURIComponent(site.siteId)}/keys`;
  const [sent, readAgain] = useSent<KeysAnswer>(url);
  const changed = (): void => {
    readAgain();
    onChange();
  };
  return (
    <section class="card" aria-labelledby="keys-title">
      <CardHead id="keys-title" title={say.title} hint={say.hint} />
      {sent === null && <p class="quiet card-wait">{words.loading}…</p>}
      {sent !== null && !("data" in sent) && <p class="quiet">{sent.refusal === "not_allowed" ? say.onlyOwners : words.failedText}</p>}
      {sent !== null && "data" in sent && (
        <>
          <KeyList keys={sent.data.keys} url={url} onChange={changed} />
          <KeyForm url={url} onMade={changed} />
        </>
      )}
    </section>
  );
}

interface KeyListProps {
  readonly keys: KeysAnswer["keys"];
  readonly url: string;
  onChange(): void;
}

function KeyList({ keys, url, onChange }: KeyListProps) {
  const { format } = usePage();
  const say = useWords(KEYS);
  const revoked = keys.filter(({ revokedAt }) => revokedAt !== null);
  return (
    <>
      <ScrollFrame class="table-frame" label={say.title}>
        <table class="report-table keys">
          <caption class="unseen">{say.title}</caption>
          <thead>
            <tr>
              {[say.label, say.kind, say.key, say.origins, say.made, say.lastUsed].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
              <th scope="col">
                <span class="unseen">{say.revoke}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {keys
              .filter(({ revokedAt }) => revokedAt === null)
              .map((line) => (
                <KeyRow key={line.keyId} line={line} url={url} onRevoked={onChange} />
              ))}
          </tbody>
        </table>
      </ScrollFrame>
      {revoked.length > 0 && (
        <details class="revoked">
          <summary>{fill(say.showRevoked, { count: revoked.length })}</summary>
          <ul class="reasons">
            {revoked.map((line) => (
              <li key={line.keyId}>
                <code>{line.keyId}</code> {line.label} · {say.kinds[line.kind]} ·{" "}
                {fill(say.revokedAt, { day: line.revokedAt === null ? "–" : format.day(line.revokedAt) })}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
