import type { FastifyReply, FastifyRequest } from "fastify";

/** Lets so many requests in at a time, and turns away the rest before their bodies are read. */
export interface Gate {
  /** False when it is full; else the place is held until the response is closed. */
  enter(request: FastifyRequest, reply: FastifyReply): boolean;
  readonly inside: number;
}

export interface GateBounds {
  readonly requests: number;
  /** Bodies, by their announced length. */
  readonly bytes: number;
  /** What a body counts that announces none, or is compressed and may become so long. */
  readonly unannouncedBytes: number;
}

export function createGate(bounds: GateBounds): Gate {
  let requests = 0;
  let bytes = 0;
  return {
    enter(request, reply) {
      const { "content-length": length, "content-encoding": encoding } = request.headers;
      const announced = encoding === undefined ? Number(length ?? Number.NaN) : Number.NaN;
      const size = announced >= 0 ? Math.min(announced, bounds.unannouncedBytes) : bounds.unannouncedBytes;
      if (requests >= bounds.requests || bytes + size > bounds.bytes) return false;
      requests++;
      bytes += size;
      // `close` comes after every response, also of a request that was aborted.
      reply.raw.once("close", () => {
        requests--;
        bytes -= size;
      });
      return true;
    },
    get inside() {
      return requests;
    },
  };
}
