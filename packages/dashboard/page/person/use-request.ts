import type { PersonRequest } from "@waystitch/store";
import { useEffect, useState } from "preact/hooks";
import type { Wire } from "../answers.js";
import { send } from "../send.js";

/** What was asked for, and what has become of it. */
export type RequestLine = Wire<PersonRequest>;

const ASKS_EVERY_MS = 1_000;

/** The address of a request. */
export const requestUrl = (siteId: string, requestId: string): string => `/api/sites/${encodeURIComponent(siteId)}/requests/${requestId}`;

/** A request, asked about again and again as long as it waits; and how to follow one. */
export function useRequest(siteId: string): readonly [RequestLine | null, (request: RequestLine) => void] {
  const [request, setRequest] = useState<RequestLine | null>(null);
  useEffect(() => {
    if (request?.state !== "waiting") return;
    let isHere = true;
    const ask = async (): Promise<void> => {
      const sent = await send<RequestLine>("GET", requestUrl(siteId, request.requestId));
      // What could not be asked is asked again.
      if (isHere) setRequest("data" in sent ? sent.data : { ...request });
    };
    const timer = setTimeout(() => void ask(), ASKS_EVERY_MS);
    return () => {
      isHere = false;
      clearTimeout(timer);
    };
  }, [siteId, request]);
  return [request, setRequest];
}
