import type { BatchAnswer } from "@waystitch/protocol";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Refusal } from "./refusals.js";

/** What an operator watches, in Prometheus' terms: https://prometheus.io/docs/practices/naming/ */
export interface Metrics {
  /** Every event of the request was stored, was there already or was rejected. */
  answered(answer: BatchAnswer): void;
  /** The whole request was refused. */
  refused(refusal: Refusal): void;
  /** @param route the path as it was registered, never as it was sent */
  responded(route: string, status: number, seconds: number): void;
  /** What is read when it is asked for. */
  watch(name: string, help: string, read: () => number): void;
  /** All of it as text. */
  print(): Promise<string>;
  readonly contentType: string;
}

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Nothing that a visitor, a site or a key could be told by is a label. */
export function createMetrics(): Metrics {
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register });
  const events = new Counter({
    name: "waystitch_events_total",
    help: "Events by what became of them: accepted, duplicate or rejected.",
    labelNames: ["outcome"],
    registers,
  });
  const rejected = new Counter({
    name: "waystitch_events_rejected_total",
    help: "Rejected events by reason; docs/rejects.md explains each.",
    labelNames: ["reason"],
    registers,
  });
  const refused = new Counter({
    name: "waystitch_requests_refused_total",
    help: "Requests that were refused as a whole, by error; docs/rejects.md explains each.",
    labelNames: ["error"],
    registers,
  });
  const seconds = new Histogram({
    name: "waystitch_request_seconds",
    help: "Time from a request to its answer; for events, that is after COMMIT.",
    labelNames: ["route", "status"],
    buckets: SECONDS,
    registers,
  });
  return {
    answered(answer) {
      events.inc({ outcome: "accepted" }, answer.accepted);
      events.inc({ outcome: "duplicate" }, answer.duplicate);
      events.inc({ outcome: "rejected" }, answer.rejected.length);
      for (const { reason } of answer.rejected) rejected.inc({ reason });
    },
    refused: (error) => refused.inc({ error }),
    responded: (route, status, time) => seconds.observe({ route, status: String(status) }, time),
    watch(name, help, read) {
      const gauge: Gauge = new Gauge({ name, help, registers, collect: () => gauge.set(read()) });
    },
    print: () => register.metrics(),
    contentType: register.contentType,
  };
}
