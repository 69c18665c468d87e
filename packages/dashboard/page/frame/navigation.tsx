import type { Role } from "@waystitch/store";
import { useEffect, useRef } from "preact/hooks";
import { usePage } from "../context.js";
import { Link } from "../link.js";
import { missingRole, VIEW_GROUPS, type View } from "../views.js";
import { useWords } from "../words/define-words.js";
import { FRAME } from "./words.js";

/** The pages of a site that a role may open: a column on a wide screen, a strip to be pushed sideways on a narrow one. */
export function Navigation({ role }: { readonly role: Role }) {
  const { route } = usePage();
  const words = useWords(FRAME);
  const strip = useRef<HTMLElement>(null);
  useEffect(() => {
    const current = strip.current?.querySelector<HTMLElement>("[aria-current]");
    if (current && strip.current) strip.current.scrollLeft = current.offsetLeft - strip.current.clientWidth / 2 + current.offsetWidth / 2;
  }, [route.view]);
  const link = (view: View) => (
    <li key={view}>
      <Link to={{ view, person: null, stage: null, filters: {} }} isCurrent={route.view === view} class="nav-link">
        {words.views[view]}
      </Link>
    </li>
  );
  return (
    <nav class="navigation" aria-label={words.pages} ref={strip}>
      {VIEW_GROUPS.map(({ group, views }) => (
        <div class="nav-group" key={group}>
          <p class="nav-title" id={`nav-${group}`}>
            {words.groups[group]}
          </p>
          <ul aria-labelledby={`nav-${group}`}>{views.filter((view) => missingRole(view, role) === null).map(link)}</ul>
        </div>
      ))}
    </nav>
  );
}
