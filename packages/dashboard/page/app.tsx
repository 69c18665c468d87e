import { useEffect, useMemo, useState } from "preact/hooks";
import type { MeAnswer, Site, SitesAnswer } from "./answers.js";
import { type PageContext, PageProvider, useRoute } from "./context.js";
import { createFormat } from "./format.js";
import { Navigation } from "./frame/navigation.js";
import { NotForYou } from "./frame/not-for-you.js";
import { TopBar } from "./frame/top-bar.js";
import { useLanguage } from "./language.js";
import { useLive } from "./live.js";
import { Notice } from "./notice.js";
import { PAGES } from "./pages.js";
import { PersonPage } from "./person/person-page.js";
import { type Resource, useResource } from "./resource.js";
import type { Route } from "./route.js";
import { missingRole } from "./views.js";
import { type Words, wordsOf } from "./words/words.js";

interface BodyProps {
  readonly answer: Resource<SitesAnswer>;
  readonly site: Site | null;
  readonly route: Route;
  readonly words: Words;
  readonly version: number;
}

function Body({ answer, site, route, words, version }: BodyProps) {
  if (answer.trouble === "signed_out") {
    return (
      <Notice title={words.signedOutTitle} text={words.signedOutText}>
        <a class="button strong" href="/sign-in">
          {words.signIn}
        </a>
      </Notice>
    );
  }
  if (answer.data === null) {
    return answer.trouble === null ? <p class="loading">{words.loading}…</p> : <Notice title={words.failedTitle} text={words.failedText} />;
  }
  if (answer.data.sites.length === 0) return <Notice title={words.noSitesTitle} text={words.noSitesText} />;
  if (site === null) return <Notice title={words.goneTitle} text={words.noSiteText} />;
  if (route.person !== null) return <PersonPage key={route.person} site={site} personId={route.person} version={version} />;
  const missing = missingRole(route.view, site.role);
  if (missing !== null) return <NotForYou site={site} missing={missing} />;
  const Page = PAGES[route.view];
  return <Page key={`${site.siteId} ${route.view}`} site={site} shopUrl={answer.data.shopUrl} version={version} />;
}

/** The whole page. */
export function App() {
  const [route, go] = useRoute();
  const language = useLanguage(route.language);
  const words = wordsOf(language);
  const [version, setVersion] = useState(0);
  const [refusals, setRefusals] = useState(0);
  // Asked again with every change and every refusal, because the cookie may have run out since.
  const answer = useResource<SitesAnswer>("/api/sites", version + refusals);
  const me = useResource<MeAnswer>("/api/me", 0).data;
  // Who is signed out sees nothing of what was there before, and nothing asks for more of it.
  const isOut = answer.trouble === "signed_out";
  const sites = isOut ? [] : (answer.data?.sites ?? []);
  const site = (route.site === null ? sites[0] : sites.find(({ siteId }) => siteId === route.site)) ?? null;
  const isConnected = useLive(site?.siteId ?? null, {
    onChange: () => setVersion((count) => count + 1),
    onRefused: () => setRefusals((count) => count + 1),
  });
  const timeZone = site?.timeZone ?? "UTC";
  const format = useMemo(() => createFormat(language, timeZone), [language, timeZone]);
  const firstSite = route.site === null ? (sites[0]?.siteId ?? null) : null;
  useEffect(() => {
    if (firstSite !== null) go({ ...route, site: firstSite }, true);
  }, [firstSite]);
  const page: PageContext = {
    words,
    language,
    format,
    route,
    me: isOut ? null : me,
    go: (next) => go(next),
    replace: (next) => go(next, true),
  };
  return (
    <PageProvider value={page}>
      <a class="skip" href="#content">
        {words.skip}
      </a>
      <TopBar sites={sites} site={site} isConnected={isConnected} />
      <div class={site === null ? undefined : "with-navigation"}>
        {site !== null && <Navigation role={site.role} />}
        <main id="content" tabIndex={-1}>
          <Body answer={answer} site={site} route={route} words={words} version={version} />
        </main>
      </div>
    </PageProvider>
  );
}
