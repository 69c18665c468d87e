import { useState } from "preact/hooks";
import type { Site } from "../answers.js";
import { CardHead } from "../frame/card-head.js";
import { useWords } from "../words/define-words.js";
import { fill } from "../words/words.js";
import { CHECK } from "./check-words.js";
import { Seen } from "./seen.js";
import { markPage, parsePage } from "./silence.js";
import type { SetupAnswer } from "./tag.js";
import { type Check, useCheck } from "./use-check.js";
import { Why } from "./why.js";

interface CheckCardProps {
  readonly site: Site;
  readonly setup: SetupAnswer;
  readonly shopUrl: string | null;
}

/** So long nothing may come before it is said what may be wrong. */
const QUIET_S = 30;

/** Letters that no other visit's address has. Digits could be taken for a phone number, which the collector removes. */
const createMarker = (): string => String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16)).map((byte) => 97 + (byte % 26)));

const firstAddress = (site: Site, shopUrl: string | null): string => {
  const [domain] = site.domains;
  return shopUrl ?? (domain === undefined ? "" : `https://${domain}/`);
};

/** Opens a page of the site, and follows its visit from the browser to the database. */
export function CheckCard({ site, setup, shopUrl }: CheckCardProps) {
  const say = useWords(CHECK);
  const [address, setAddress] = useState(() => firstAddress(site, shopUrl));
  const [isWrong, setWrong] = useState(false);
  const [check, setCheck] = useState<Check | null>(null);
  const state = useCheck(site.siteId, check);
  const start = (event: Event): void => {
    event.preventDefault();
    const page = parsePage(address);
    setWrong(page === null);
    setCheck(null);
    if (page === null) return;
    const marker = createMarker();
    // In the owner's browser and nowhere else: this server opens no address that somebody typed.
    open(markPage(page, marker), "_blank", "noopener,noreferrer");
    setCheck({ page, marker });
  };
  const isSilent = check !== null && state.seen === null && state.seconds >= QUIET_S;
  return (
    <section class="card" aria-labelledby="check-title">
      <CardHead id="check-title" title={say.title} hint={say.hint} />
      <form class="check-form" onSubmit={start} noValidate>
        <label class="unseen" for="check-address">
          {say.address}
        </label>
        <input
          id="check-address"
          class="field"
          type="url"
          inputMode="url"
          autoComplete="url"
          placeholder="https://shop.example/"
          maxLength={1_000}
          value={address}
          onInput={(event) => setAddress(event.currentTarget.value)}
          aria-invalid={isWrong}
          aria-describedby={isWrong ? "check-wrong" : undefined}
        />
        <button type="submit" class="button strong">
          {check === null ? say.open : say.again}
        </button>
      </form>
      {isWrong && (
        <p id="check-wrong" class="trouble" role="alert">
          {say.wrongAddress}
        </p>
      )}
      {check !== null && (
        <div class="check" role="status">
          {state.seen === null ? (
            <p class={state.isOver ? "trouble" : "waits"}>
              {fill(state.isOver ? say.over : say.waiting, { host: check.page.host, seconds: state.seconds })}
            </p>
          ) : (
            <Seen site={site} setup={setup} check={check} state={state} seen={state.seen} />
          )}
          {isSilent && <Why setup={setup} check={check} state={state} />}
        </div>
      )}
    </section>
  );
}
