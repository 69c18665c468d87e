import { useState } from "preact/hooks";
import type { MeAnswer } from "../answers.js";
import { usePage } from "../context.js";
import { CardHead } from "../frame/card-head.js";
import { PageHead } from "../frame/page-head.js";
import { signOut } from "../frame/sign-out.js";
import { FRAME } from "../frame/words.js";
import type { PageProps } from "../pages.js";
import { useWords } from "../words/define-words.js";
import { fill } from "../words/words.js";
import { PasswordCard } from "./password-card.js";
import { ACCOUNT } from "./words.js";

/** Who one is, what one may open, one's password, and the ways out. */
export function AccountPage({ site }: PageProps) {
  const { words, me } = usePage();
  const say = useWords(ACCOUNT);
  if (me === null) return <p class="loading">{words.loading}…</p>;
  return (
    <>
      <PageHead site={site} text={me.user === null ? say.textByLink : fill(say.text, { who: me.user.email })} hasPeriod={false} />
      <RolesCard me={me} />
      {me.user === null ? (
        <section class="card">
          <h2>{say.passwordTitle}</h2>
          <p class="hint">{say.noPassword}</p>
        </section>
      ) : (
        <PasswordCard email={me.user.email} />
      )}
      <SignOutCard me={me} />
    </>
  );
}

function RolesCard({ me }: { readonly me: MeAnswer }) {
  const say = useWords(ACCOUNT);
  const { roles } = useWords(FRAME);
  return (
    <section class="card" aria-labelledby="roles-title">
      <CardHead id="roles-title" title={say.rolesTitle} />
      <dl class="findings">
        {me.sites.map(({ siteId, name, role }) => (
          <div key={siteId}>
            <dt>{roles[role]}</dt>
            <dd>{name}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function SignOutCard({ me }: { readonly me: MeAnswer }) {
  const say = useWords(ACCOUNT);
  const [isFailed, setFailed] = useState(false);
  const leave = (everywhere: boolean): void => void signOut(everywhere).then((isOut) => setFailed(!isOut));
  const isByLink = me.user === null;
  return (
    <section class="card" aria-labelledby="out-title">
      <CardHead
        id="out-title"
        title={say.outTitle}
        hint={
          <>
            {isByLink ? say.outHintByLink : say.outHint} {isByLink && <code>npx waystitch link</code>}
          </>
        }
      />
      <div class="ways-out">
        <button type="button" class="button" onClick={() => leave(false)}>
          {say.out}
        </button>
        <button type="button" class="button" onClick={() => leave(true)} aria-describedby="everywhere-hint">
          {say.everywhere}
        </button>
        <span class="quiet" id="everywhere-hint">
          {isByLink ? say.everywhereHintByLink : say.everywhereHint}
        </span>
      </div>
      {isFailed && (
        <p class="trouble" role="alert">
          {say.failed}
        </p>
      )}
    </section>
  );
}
