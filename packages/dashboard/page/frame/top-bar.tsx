import type { Site } from "../answers.js";
import { usePage } from "../context.js";
import { Link } from "../link.js";
import { LANGUAGES, type Language } from "../words/words.js";
import { AccountMenu } from "./account-menu.js";

const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: "English", vi: "Tiếng Việt" };

/** Four stitches and a needle. */
function Mark() {
  return (
    <svg class="mark" width="46" height="18" viewBox="0 0 46 18" aria-hidden="true">
      <path class="stage-attract" d="M 2 11 L 8 7" />
      <path class="stage-convert" d="M 11 7 L 17 11" />
      <path class="stage-close" d="M 20 11 L 26 7" />
      <path class="stage-delight" d="M 29 7 L 35 11" />
      <path class="mark-needle" d="M 36 12 L 45 17 L 39 9.5 Z" />
    </svg>
  );
}

interface SiteChoiceProps {
  readonly sites: readonly Site[];
  readonly site: Site;
}

function SiteChoice({ sites, site }: SiteChoiceProps) {
  const { words, route, go } = usePage();
  if (sites.length === 1) return <span class="site-name">{site.name}</span>;
  return (
    <label class="site-choice">
      <span class="unseen">{words.site}</span>
      <select
        value={site.siteId}
        onChange={(event) => go({ ...route, site: event.currentTarget.value, person: null, stage: null, filters: {} })}
      >
        {sites.map(({ siteId, name }) => (
          <option key={siteId} value={siteId}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

interface TopBarProps {
  readonly sites: readonly Site[];
  readonly site: Site | null;
  readonly isConnected: boolean;
}

/** Whose journeys these are, whether they are followed, in which language, and who is signed in. */
export function TopBar({ sites, site, isConnected }: TopBarProps) {
  const { words, language, route, me, go } = usePage();
  return (
    <header class="top">
      <Link to={{ view: "overview", person: null, stage: null, filters: {} }} class="brand">
        <Mark />
        <span>Waystitch</span>
      </Link>
      {site !== null && <SiteChoice sites={sites} site={site} />}
      <span class="spring" />
      {site !== null && (
        <span class={isConnected ? "live" : "live waiting"} role="status">
          {isConnected ? words.live : words.waiting}
        </span>
      )}
      <fieldset class="choice">
        <legend class="unseen">{words.language}</legend>
        {LANGUAGES.map((each) => (
          <button
            key={each}
            type="button"
            lang={each}
            title={LANGUAGE_NAMES[each]}
            aria-pressed={each === language}
            onClick={() => go({ ...route, language: each })}
          >
            {each.toUpperCase()}
            <span class="unseen"> – {LANGUAGE_NAMES[each]}</span>
          </button>
        ))}
      </fieldset>
      {me !== null && <AccountMenu me={me} site={site} />}
    </header>
  );
}
