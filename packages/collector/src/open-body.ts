import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { LIMITS } from "@waystitch/protocol";
import type { Refusal } from "./refusals.js";

export type OpenedBody = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly refusal: Refusal };

const unzip = promisify(gunzip);
const refuse = (refusal: Refusal): OpenedBody => ({ ok: false, refusal });

/** The encoding that a `Content-Encoding` header names, or `null` for one that is not taken. */
export function encodingOf(header: string | undefined): "identity" | "gzip" | null {
  const name = (header ?? "").trim().toLowerCase();
  if (name === "" || name === "identity") return "identity";
  return name === "gzip" || name === "x-gzip" ? "gzip" : null;
}

/**
 * The text of a request's body. One that is compressed may not become longer than one that is not: a bomb is let go of when it
 * has grown so far.
 */
export async function openBody(bytes: Buffer, encoding: "identity" | "gzip"): Promise<OpenedBody> {
  if (encoding === "identity") return { ok: true, text: bytes.toString("utf8") };
  try {
    return { ok: true, text: (await unzip(bytes, { maxOutputLength: LIMITS.batchBytes })).toString("utf8") };
  } catch (error) {
    return refuse((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE" ? "body_too_large" : "body_not_gzip");
  }
}
