import { useEffect, useRef, useState } from "preact/hooks";
import type { ReportBody } from "../../src/reports/report-body.js";
import type { Site, Wire } from "../answers.js";
import { usePage } from "../context.js";
import { resolveRange, todayIn } from "../period/range.js";
import { type Resource, useResource } from "../resource.js";
import type { Route } from "../route.js";

/** What a report answers, as it comes over the wire. */
export type ReportAnswer<R> = Wire<ReportBody<R>>;

const RESTS_MS = 15_000;

/** A count that follows another one, changing every few seconds at most: a report counts thousands of people each time. */
export function useCalm(version: number): number {
  const [calm, setCalm] = useState(version);
  const changedAt = useRef(0);
  useEffect(() => {
    if (version === calm) return;
    const follow = (): void => {
      changedAt.current = Date.now();
      setCalm(version);
    };
    const timer = setTimeout(follow, Math.max(0, changedAt.current + RESTS_MS - Date.now()));
    return () => clearTimeout(timer);
  }, [version, calm]);
  return calm;
}

/** The question that the address asks, as the API takes it. */
export function questionOf(route: Route, timeZone: string, now: number): URLSearchParams {
  const query = new URLSearchParams({ ...resolveRange(route.range, todayIn(timeZone, now)) });
  for (const name of ["model", "channel"] as const) {
    const value = route.filters[name];
    if (value !== undefined) query.set(name, value);
  }
  return query;
}

/** Where a report is asked, and where it is had as a file. */
export function reportUrls(site: string, report: string, query: URLSearchParams): { readonly json: string; readonly csv: string } {
  const base = `/api/sites/${encodeURIComponent(site)}`;
  return { json: `${base}/reports/${report}?${query}`, csv: `${base}/csv/${report}?${query}` };
}

/** Asks a report what the address says, and again when journeys changed. */
export function useReport<R>(site: Site, report: string, version: number): Resource<ReportAnswer<R>> & { readonly csv: string } {
  const { route } = usePage();
  const query = questionOf(route, site.timeZone, Date.now());
  const { csv } = reportUrls(site.siteId, report, query);
  if (route.compare) query.set("compare", "previous");
  const { json } = reportUrls(site.siteId, report, query);
  return { ...useResource<ReportAnswer<R>>(json, useCalm(version)), csv };
}
