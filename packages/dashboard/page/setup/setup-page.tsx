import { useState } from "preact/hooks";
import { usePage } from "../context.js";
import { PageHead } from "../frame/page-head.js";
import type { PageProps } from "../pages.js";
import { useResource } from "../resource.js";
import { useWords } from "../words/define-words.js";
import { CheckCard } from "./check-card.js";
import { KeysCard } from "./keys-card.js";
import { SettingsCard } from "./settings-card.js";
import type { SetupAnswer } from "./tag.js";
import { TagCard } from "./tag-card.js";
import { SETUP } from "./words.js";

/** What a site needs so that its visits arrive: the tag, a check of it, its keys and its settings. */
export function SetupPage({ site, shopUrl }: PageProps) {
  const { words } = usePage();
  const say = useWords(SETUP);
  const [changes, setChanges] = useState(0);
  const { data: setup, trouble } = useResource<SetupAnswer>(`/api/sites/${encodeURIComponent(site.siteId)}/setup`, changes);
  return (
    <>
      <PageHead site={site} text={say.text} hasPeriod={false} />
      {setup === null && <p class="loading">{trouble === null ? `${words.loading}…` : words.failedText}</p>}
      {setup !== null && (
        <>
          <TagCard setup={setup} />
          <CheckCard site={site} setup={setup} shopUrl={shopUrl} />
        </>
      )}
      <KeysCard site={site} onChange={() => setChanges((count) => count + 1)} />
      {setup?.settings && <SettingsCard site={site} settings={setup.settings} />}
    </>
  );
}
