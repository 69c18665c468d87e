import type { ComponentChildren } from "preact";
import type { Site } from "../answers.js";
import { CardHead } from "../frame/card-head.js";
import { ScrollFrame } from "../report/scroll-frame.js";
import { Moment } from "../time.js";
import { useWords } from "../words/define-words.js";
import { fill } from "../words/words.js";
import type { SetupAnswer } from "./tag.js";
import { SETUP } from "./words.js";

interface SettingsCardProps {
  readonly site: Site;
  readonly settings: NonNullable<SetupAnswer["settings"]>;
}

/** Changes one column of the site; the id of a site holds nothing that a shell or SQL would read otherwise. */
const commandOf = (site: Site, column: string, value: string): string =>
  `npx waystitch sql --write "update sites set ${column} = ${value} where site_id = '${site.siteId}'"`;

/** What is set for the site, and how to change it. */
export function SettingsCard({ site, settings }: SettingsCardProps) {
  const say = useWords(SETUP);
  const row = (name: string, value: ComponentChildren, command: string | null) => (
    <tr>
      <th scope="row">{name}</th>
      <td>{value}</td>
      <td>{command !== null && <code>{command}</code>}</td>
    </tr>
  );
  return (
    <section class="card" aria-labelledby="settings-title">
      <CardHead id="settings-title" title={say.settingsTitle} hint={say.settingsHint} />
      <ScrollFrame class="table-frame" label={say.settingsTitle}>
        <table class="report-table settings">
          <caption class="unseen">{say.settingsTitle}</caption>
          <thead>
            <tr>
              <th scope="col">{say.setting}</th>
              <th scope="col">{say.value}</th>
              <th scope="col">{say.change}</th>
            </tr>
          </thead>
          <tbody>
            {row(say.name, site.name, commandOf(site, "name", "'…'"))}
            {row(
              say.domains,
              site.domains.length === 0 ? say.none : site.domains.join(", "),
              commandOf(site, "domains", "'{shop.example}'"),
            )}
            {row(say.currency, site.currency, commandOf(site, "currency", "'VND'"))}
            {row(say.timeZone, site.timeZone, commandOf(site, "time_zone", "'Asia/Ho_Chi_Minh'"))}
            {row(say.keepsContacts, settings.keepsContacts ? say.yes : say.no, commandOf(site, "keeps_contacts", "true"))}
            {row(say.madeAt, <Moment at={settings.createdAt} />, null)}
          </tbody>
        </table>
      </ScrollFrame>
      <p class="hint after">{fill(say.rebuild, { site: site.siteId })}</p>
    </section>
  );
}
