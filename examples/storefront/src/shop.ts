import type { FastifyReply, FastifyRequest } from "fastify";
import type { CartLine } from "./cart.js";
import type { ShopFile } from "./shop-file.js";
import type { View } from "./view.js";
import type { Sender } from "./waystitch-server.js";

/** What the routes share. */
export interface Shop {
  readonly file: ShopFile;
  readonly sender: Sender;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly cartOf: (request: FastifyRequest) => readonly CartLine[];
  readonly show: (request: FastifyRequest, reply: FastifyReply, view: View) => FastifyReply;
}

/** A form as the browser sends it; a field that is missing or sent twice reads as an empty text. */
export function readForm(request: FastifyRequest): (field: string) => string {
  const body: unknown = request.body;
  return (field) => {
    const value: unknown = typeof body === "object" && body !== null ? Reflect.get(body, field) : undefined;
    return typeof value === "string" ? value.trim().slice(0, 1000) : "";
  };
}

/** A parameter of the address's query, or an empty text. */
export function readQuery(request: FastifyRequest, name: string): string {
  const value: unknown = typeof request.query === "object" && request.query !== null ? Reflect.get(request.query, name) : undefined;
  return typeof value === "string" ? value : "";
}
