import { gunzipSync } from "node:zlib";
import type { RecordedRequest } from "@waystitch/testbed";

/** An event that a backend was sent. */
export interface SentEvent {
  readonly name: unknown;
  readonly properties: unknown;
  /** By which the backend can tell that it has the event already; none where the script sends no such thing. */
  readonly id?: unknown;
}

/** A script to compare with, as its documentation says it is set up, and the least of its backend that makes it send. */
export interface Peer {
  readonly name: string;
  /** On npm. */
  readonly package: string;
  /** What is set besides the address, the key and the domain, and why. */
  readonly settings: string;
  /**
   * A module that starts it and sets `probe(name, properties)`.
   * @param url JavaScript of the address of the backend
   */
  entry(url: string): string;
  /** What the backend answers to a GET, by the beginning of the path; anything else is not found. */
  readonly answers: Readonly<Record<string, unknown>>;
  /** The status of an answer to events. */
  readonly status: number;
  /** All events of a request with a body. */
  read(body: string, path: string): readonly SentEvent[];
}

/** What was written, also when it was compressed. */
export function textOf({ body }: RecordedRequest): string {
  const isGzip = body[0] === 0x1f && body[1] === 0x8b;
  return (isGzip ? gunzipSync(body) : body).toString();
}
