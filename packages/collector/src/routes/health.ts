import type { FastifyInstance } from "fastify";
import { replyRefusal } from "../reply-refusal.js";

export interface HealthDeps {
  /** Asks the database; rejects when it does not answer. */
  readonly askDatabase: () => Promise<void>;
  readonly onError: (error: unknown) => void;
  readonly random: () => number;
}

/** `GET /health`: the process lives. `GET /ready`: it can store what is sent to it. */
export function registerHealth(app: FastifyInstance, { askDatabase, onError, random }: HealthDeps): void {
  app.get("/health", async () => ({ status: "ok" }));
  app.get("/ready", async (_request, reply) => {
    try {
      await askDatabase();
      return { status: "ready" };
    } catch (error) {
      onError(error);
      return replyRefusal(reply, "database_unavailable", random);
    }
  });
}
