import swagger from "@fastify/swagger";
import type { FastifyInstance } from "fastify";

/** Describes the routes that are registered after it, from their schemas, at `GET /openapi.json`: https://spec.openapis.org/oas/v3.1.0 */
export async function registerOpenApi(app: FastifyInstance): Promise<void> {
  // The schemas describe. Bodies come under any content type, and the steps judge what is in them.
  app.setValidatorCompiler(() => () => true);
  app.setSerializerCompiler(() => JSON.stringify);
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Waystitch collector",
        version: "1",
        description:
          "Segment's HTTP tracking API. An answer of 200 means that the events are committed; the same messageId is stored once, however often it comes.",
      },
      tags: [
        { name: "events", description: "What happened." },
        { name: "clients", description: "What browsers load." },
        { name: "operation", description: "For whoever runs it." },
      ],
      components: {
        securitySchemes: { key: { type: "http", scheme: "basic", description: "The site's key as the user name, no password." } },
      },
    },
  });
  app.get("/openapi.json", { schema: { hide: true } }, async (_request, reply) => reply.send(app.swagger()));
}
