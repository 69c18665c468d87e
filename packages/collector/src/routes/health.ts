import type { FastifyInstance } from "fastify";
import type { Refuse } from "../reply-refusal.js";
import { HEALTH, READY } from "./other-schemas.js";

export interface HealthDeps {
  /** Asks the database; rejects when it does not answer. */
  readonly askDatabase: () => Promise<void>;
  readonly onError: (error: unknown) => void;
  readonly refuse: Refuse;
}

/** `GET /health`: the process lives. `GET /ready`: it can store what is sent to it. */
export function registerHealth(app: FastifyInstance, { askDatabase, onError, refuse }: HealthDeps): void {
  app.get("/health", { schema: HEALTH }, async () => ({ status: "ok" }));
  app.get("/ready", { schema: READY }, async (_request, reply) => {
    try {
      await askDatabase();
      return { status: "ready" };
    } catch (error) {
      onError(error);
      return refuse(reply, "database_unavailable");
    }
  });
}
