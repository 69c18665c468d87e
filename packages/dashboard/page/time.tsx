import { useNow, usePage } from "./context.js";

/** How long ago, with the exact time on hover. */
export function Ago({ at }: { readonly at: string }) {
  const { format } = usePage();
  const now = useNow();
  return (
    <time dateTime={at} title={format.exactTime(at)}>
      {format.ago(Date.parse(at), now)}
    </time>
  );
}

/** Day and time in the site's time zone. */
export function Moment({ at }: { readonly at: string }) {
  const { format } = usePage();
  return (
    <time dateTime={at} title={format.exactTime(at)}>
      {format.dayAndTime(at)}
    </time>
  );
}

/** Time of the day with seconds, where the day is known. */
export function Clock({ at }: { readonly at: string }) {
  const { format } = usePage();
  return (
    <time dateTime={at} title={format.exactTime(at)}>
      {format.clock(at)}
    </time>
  );
}

/** Day and time, and under it how long ago. */
export function MomentAndAgo({ at }: { readonly at: string }) {
  return (
    <>
      <Moment at={at} />{" "}
      <span class="quiet">
        (<Ago at={at} />)
      </span>
    </>
  );
}
