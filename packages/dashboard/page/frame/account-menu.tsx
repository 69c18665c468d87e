import { useEffect, useRef, useState } from "preact/hooks";
import type { MeAnswer, Site } from "../answers.js";
import { usePage } from "../context.js";
import { Link } from "../link.js";
import { useWords } from "../words/define-words.js";
import { fill } from "../words/words.js";
import { signOut } from "./sign-out.js";
import { useDismiss } from "./use-dismiss.js";
import { FRAME } from "./words.js";

function Head() {
  return (
    <svg class="account-head" width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
      <circle cx="11" cy="8.5" r="3.6" />
      <path d="M 4 19 C 4.6 15 7.4 13.6 11 13.6 C 14.6 13.6 17.4 15 18 19" />
    </svg>
  );
}

interface AccountMenuProps {
  readonly me: MeAnswer;
  readonly site: Site | null;
}

/** Who is signed in, with the way to their account and the way out. */
export function AccountMenu({ me, site }: AccountMenuProps) {
  const { route } = usePage();
  const words = useWords(FRAME);
  const [isOpen, setOpen] = useState(false);
  const [isFailed, setFailed] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const close = (): void => setOpen(false);
  useDismiss(place, isOpen, close);
  useEffect(close, [route.view]);
  const who = me.user?.email ?? words.byLink;
  return (
    <div class="account" ref={place}>
      <button
        type="button"
        class="account-button"
        aria-expanded={isOpen}
        aria-label={fill(words.accountOf, { who })}
        onClick={() => setOpen(!isOpen)}
      >
        <Head />
        <span class="account-name">{who}</span>
      </button>
      {isOpen && (
        <div class="account-panel">
          <p class="account-who">
            <bdi>{me.user?.email ?? words.byLinkLong}</bdi>
            {site !== null && <span class="quiet">{fill(words.roleAt, { role: words.roles[site.role], site: site.name })}</span>}
          </p>
          {site !== null && (
            <Link to={{ view: "account", person: null, stage: null, filters: {} }} class="account-item">
              {words.accountLink}
            </Link>
          )}
          <button type="button" class="account-item" onClick={() => void signOut().then((isOut) => setFailed(!isOut))}>
            {words.signOut}
          </button>
          {isFailed && (
            <p class="trouble" role="alert">
              {words.signOutFailed}
            </p>
          )}
        </div>
      )}
    </div>
  );
}
