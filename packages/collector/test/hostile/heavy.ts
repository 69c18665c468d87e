import { gzipSync } from "node:zlib";
import { type Attack, batchOf } from "./attack.js";
import type { Entry } from "./batch.js";

/** One request's room, of which its key and its brackets need some. */
const ROOM = 490_000;
const MOST_EVENTS = 1_000;

interface Heavy {
  readonly what: string;
  readonly eventOf: (mark: string, at: number) => string;
}

const event = (mark: string, rest: string): string => `{"0":"${mark}","messageId":"${mark}","anonymousId":"${mark}",${rest}}`;
const PHONE_FIELDS = [
  "phone",
  "mobile",
  "tel",
  "telephone",
  "sdt",
  "mobile_phone",
  "cellphone",
  "user_phone",
  "contact_phone",
  "dien_thoai",
];
const phonesOf = (at: number): string => PHONE_FIELDS.map((name, field) => `"${name}":"09${10_000_000 + 20 * at + field}"`).join(",");
const agents = ["a", " ", "android ", "(", "Mozilla/5.0 (Linux; Android 15) ", "windows nt ", "\u00e1"];

/** What takes the collector the most time for its bytes. */
const HEAVIES: readonly Heavy[] = [
  { what: "ten phone numbers an event", eventOf: (mark, at) => event(mark, `"type":"identify","traits":{${phonesOf(at)}}`) },
  {
    what: "twenty phone numbers an event",
    eventOf: (mark, at) => event(mark, `"type":"identify","traits":{${phonesOf(at)}},"context":{"traits":{${phonesOf(at + 5_000)}}}`),
  },
  ...agents.map(
    (text): Heavy => ({
      what: `another user agent of ${text} an event`,
      eventOf: (mark, at) =>
        event(mark, `"type":"page","context":{"userAgent":"${`${at}${text.repeat(500 / text.length)}`.slice(0, 500)}"}`),
    }),
  ),
  { what: "rejected events", eventOf: (mark) => event(mark, `"type":"${"x".repeat(400)}"`) },
  {
    what: "7,000 parameters an event",
    eventOf: (mark) => event(mark, `"type":"page","context":{"page":{"url":"https://a/?utm_id=1&${"a=b&".repeat(7_000)}"}}`),
  },
  { what: "30 kB of @ an event", eventOf: (mark) => event(mark, `"type":"page","properties":{"x":"${"a@".repeat(15_000)}"}`) },
  {
    what: "1,900 fields for contacts an event",
    eventOf: (mark) => event(mark, `"type":"page","properties":{${Array.from({ length: 1_900 }, (_, at) => `"mail${at}":1`).join(",")}}`),
  },
  {
    what: "900 products an event",
    eventOf: (mark) =>
      event(mark, `"type":"track","event":"purchase","properties":{"transaction_id":"1","items":[${'{"price":"1.000"},'.repeat(900)}{}]}`),
  },
  {
    what: "lists in lists",
    eventOf: (mark) => event(mark, `"type":"page","properties":{"x":${"[".repeat(200_000)}${"]".repeat(200_000)}}`),
  },
];

/** Requests as full as may be of what takes the most time, plain and compressed. */
export function heavyAttacks(keys: readonly string[]): readonly Attack[] {
  return HEAVIES.flatMap(({ what, eventOf }, at) =>
    keys.flatMap((key, kind) => {
      const entries: Entry[] = [];
      for (let bytes = 0; entries.length < MOST_EVENTS; ) {
        const mark = `heavy-${at}-${kind}-${entries.length}`;
        const json = eventOf(mark, entries.length);
        bytes += Buffer.byteLength(json) + 1;
        if (bytes > ROOM) break;
        entries.push({ suspect: { what, json, mark } });
      }
      const plain = Buffer.from(batchOf(key, entries));
      const attack: Attack = { id: what, entries, isDamaged: false, path: "/v1/batch", headers: {}, body: plain };
      return [attack, { ...attack, headers: { "content-encoding": "gzip" }, body: gzipSync(plain) }];
    }),
  );
}
