import { useState } from "preact/hooks";
import type { InstallationUsersAnswer, SiteUsersAnswer, UserOfSite } from "../answers.js";
import { usePage } from "../context.js";
import { CardHead } from "../frame/card-head.js";
import { NotForYou } from "../frame/not-for-you.js";
import { PageHead } from "../frame/page-head.js";
import { FRAME } from "../frame/words.js";
import type { PageProps } from "../pages.js";
import { ROLES } from "../roles.js";
import type { Sent } from "../send.js";
import { useSent } from "../use-sent.js";
import { useWords } from "../words/define-words.js";
import { fill } from "../words/words.js";
import { AuditCard } from "./audit-card.js";
import { UsersCard } from "./users-card.js";
import { ACCESS } from "./words.js";

/** Something of an answer; a refusal stays one. */
const within = <T, U>(sent: Sent<T> | null, take: (data: T) => U): Sent<U> | null =>
  sent !== null && "data" in sent ? { data: take(sent.data) } : sent;

/** Users with a role for all sites, with that role. */
const ofAllSites = ({ users }: InstallationUsersAnswer): readonly UserOfSite[] =>
  users.flatMap(({ roles, ...user }) => (roles["*"] === undefined ? [] : [{ ...user, role: roles["*"] }]));

function AllSitesCard({ onChange }: { onChange(): void }) {
  const say = useWords(ACCESS);
  const [sent, readAgain] = useSent<InstallationUsersAnswer>("/api/users");
  const changed = (): void => {
    readAgain();
    onChange();
  };
  return (
    <UsersCard
      id="all-title"
      title={say.allTitle}
      hint={say.allHint}
      inviteTitle={say.inviteAllTitle}
      url="/api/users"
      scope={say.allSites}
      sent={within(sent, ofAllSites)}
      onChange={changed}
    />
  );
}

/** Who may open the site, and what was done: for its owners. */
export function AccessPage({ site }: PageProps) {
  const { me } = usePage();
  const say = useWords(ACCESS);
  const { roles } = useWords(FRAME);
  const [deeds, setDeeds] = useState(0);
  const url = `/api/sites/${encodeURIComponent(site.siteId)}/users`;
  const [sent, readAgain] = useSent<SiteUsersAnswer>(url);
  const noted = (): void => setDeeds((count) => count + 1);
  const changed = (): void => {
    readAgain();
    noted();
  };
  // An owner until a moment ago.
  if (sent !== null && "refusal" in sent && sent.refusal === "not_allowed") return <NotForYou site={site} missing="owner" />;
  return (
    <>
      <PageHead site={site} text={fill(say.text, { site: site.name })} hasPeriod={false} />
      <UsersCard
        id="users-title"
        title={say.title}
        hint={say.hint}
        inviteTitle={say.inviteTitle}
        url={url}
        scope={site.name}
        sent={within(sent, ({ users }) => users)}
        onChange={changed}
      />
      {me?.isInstallationOwner && <AllSitesCard onChange={noted} />}
      <section class="card" aria-labelledby="means-title">
        <CardHead id="means-title" title={say.rolesTitle} />
        <dl class="findings">
          {ROLES.map((role) => (
            <div key={role}>
              <dt>{roles[role]}</dt>
              <dd>{say.means[role]}</dd>
            </div>
          ))}
        </dl>
      </section>
      <AuditCard site={site} version={deeds} />
    </>
  );
}
