/** The part of Fastify that listening needs. */
export interface Listener {
  listen(options: { host: string; port: number }): Promise<string>;
}

/** How many busy ports are stepped over before giving up. */
const STEPS = 100;

const isBusy = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "EADDRINUSE";

/**
 * Listens on the first free port from `port` on.
 * @returns the base URL, such as `http://127.0.0.1:4100`
 * @throws when `STEPS` ports in a row are busy, or the address cannot be bound
 */
export async function listenFrom(app: Listener, host: string, port: number): Promise<string> {
  for (let step = 0; ; step++) {
    try {
      return await app.listen({ host, port: port === 0 ? 0 : port + step });
    } catch (error) {
      if (!isBusy(error) || step >= STEPS) throw error;
    }
  }
}
