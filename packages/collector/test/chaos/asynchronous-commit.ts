/** As long as what stands in its place: a message of PostgreSQL's protocol begins with its length. */
const DURABLE = "-c synchronous_commit=on -c TimeZone=UTC";
const FORGETFUL = "-c synchronous_commit=off -cTimeZone=UTC";

/**
 * Turns a connection's wish for durable commits into one for the opposite, on the way to the server: what the collector would be without it.
 * https://www.postgresql.org/docs/current/protocol-message-formats.html, StartupMessage
 */
export function forgetDurability(bytes: Buffer): Buffer {
  const at = bytes.indexOf(DURABLE);
  return at < 0 ? bytes : Buffer.concat([bytes.subarray(0, at), Buffer.from(FORGETFUL), bytes.subarray(at + DURABLE.length)]);
}
