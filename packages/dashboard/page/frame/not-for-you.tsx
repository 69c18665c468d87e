import type { Role } from "@waystitch/store";
import type { Site } from "../answers.js";
import { useWords } from "../words/define-words.js";
import { fill } from "../words/words.js";
import { PageHead } from "./page-head.js";
import { FRAME } from "./words.js";

interface NotForYouProps {
  readonly site: Site;
  readonly missing: Exclude<Role, "viewer">;
}

/** In place of a page whose address was typed by somebody who may not open it. */
export function NotForYou({ site, missing }: NotForYouProps) {
  const words = useWords(FRAME);
  return <PageHead site={site} text={fill(words.needs[missing], { site: site.name })} hasPeriod={false} />;
}
