import type { FastifySchema } from "fastify";
import { refusalSchemas, type Schema } from "./event-schemas.js";

const answer = (description: string, properties: Schema): Schema => ({ description, type: "object", properties });
const { 401: unknownKey, 503: away } = refusalSchemas();

export const SETTINGS: FastifySchema = {
  tags: ["clients"],
  summary: "The settings document that Segment's browser client loads first",
  operationId: "settings",
  params: { type: "object", required: ["writeKey"], properties: { writeKey: { type: "string" } } },
  response: {
    200: answer("Send to here, and nowhere else.", { integrations: { type: "object", additionalProperties: true } }),
    401: unknownKey,
    503: away,
  },
};

export const SCRIPT_LIST: FastifySchema = {
  tags: ["clients"],
  summary: "The browser scripts, each with its address and its hash for the attribute integrity",
  operationId: "scripts",
  response: {
    200: answer("A versioned address never has another content.", {
      scripts: {
        type: "array",
        items: {
          type: "object",
          properties: {
            path: { type: "string" },
            isVersioned: { type: "boolean" },
            integrity: { type: "string" },
            bytes: { type: "integer" },
          },
        },
      },
    }),
  },
};

const status = (value: string): Schema => answer(`It is ${value}.`, { status: { type: "string", const: value } });

export const HEALTH: FastifySchema = {
  tags: ["operation"],
  summary: "The process lives",
  operationId: "health",
  response: { 200: status("ok") },
};

export const READY: FastifySchema = {
  tags: ["operation"],
  summary: "It can store what is sent to it",
  operationId: "ready",
  response: { 200: status("ready"), 503: away },
};
