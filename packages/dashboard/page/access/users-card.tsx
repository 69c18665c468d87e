import type { UserOfSite } from "../answers.js";
import { usePage } from "../context.js";
import { CardHead } from "../frame/card-head.js";
import { useRefusal } from "../refusal-words.js";
import type { Sent } from "../send.js";
import { useWords } from "../words/define-words.js";
import { InviteForm } from "./invite-form.js";
import { UserLine } from "./user-line.js";
import { ACCESS, ACCESS_MEANINGS } from "./words.js";

interface UsersCardProps {
  readonly id: string;
  readonly title: string;
  readonly hint: string;
  readonly inviteTitle: string;
  readonly url: string;
  readonly scope: string;
  readonly sent: Sent<readonly UserOfSite[]> | null;
  onChange(): void;
}

/** Who has access to a site, or to all: which they are, and how to give and take it. */
export function UsersCard({ id, title, hint, inviteTitle, url, scope, sent, onChange }: UsersCardProps) {
  const { words } = usePage();
  const say = useWords(ACCESS);
  const tell = useRefusal(ACCESS_MEANINGS, words.failedText);
  return (
    <section class="card" aria-labelledby={id}>
      <CardHead id={id} title={title} hint={hint} />
      {sent === null && <p class="quiet card-wait">{words.loading}…</p>}
      {sent !== null && !("data" in sent) && <p class="quiet">{tell(sent)}</p>}
      {sent !== null && "data" in sent && (
        <>
          {sent.data.length === 0 && <p class="quiet">{say.nobody}</p>}
          <ul class="users">
            {sent.data.map((user) => (
              <UserLine key={user.userId} user={user} url={url} scope={scope} onChange={onChange} />
            ))}
          </ul>
          <InviteForm title={inviteTitle} url={url} onInvited={onChange} />
        </>
      )}
    </section>
  );
}
