/** How many parts a site's rows are spread over; see docs/decisions/0001-parts.md. */
export const PARTS = 1024;

/**
 * The part, 0 to 1023, of a key within a site. The key is a visitor id for events and a person's home key for
 * everything derived. FNV-1a over UTF-16 code units, finished as MurmurHash3 does (public domain, A. Appleby).
 * Frozen: the test vectors in `test/part.test.ts` may never change.
 */
export function partOf(siteId: string, key: string): number {
  let hash = 0x811c9dc5;
  const text = `${siteId}\n${key}`;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) % PARTS;
}
