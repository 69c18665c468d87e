import { readFileSync } from "node:fs";

/** A hostile value as JSON text, and what is known of it wherever it stands. */
export interface HostileValue {
  readonly what: string;
  readonly json: string;
  /** What docs/rejects.md says of an event that has it anywhere. */
  readonly anywhere?: "number_out_of_range" | "event_too_deep" | "event_too_wide";
  /** A time of this century: `old` by more than 30 days, or `fine`. Every other value is none. */
  readonly time?: "old" | "fine";
}

interface Written {
  readonly texts: Readonly<Record<string, readonly string[]>>;
  readonly json: Readonly<Record<"numbers" | "numbers out of range" | "kinds", readonly string[]>>;
}
// A file of this folder.
const WRITTEN = JSON.parse(readFileSync(new URL("hostile-values.json", import.meta.url), "utf8")) as Written;

const times = (text: string, count: number): string => new Array<string>(count).fill(text).join(",");
const nest = (open: string, close: string, levels: number): string => `${open.repeat(levels)}1${close.repeat(levels)}`;
const text = (what: string, value: string): HostileValue => ({ what, json: JSON.stringify(value) });
const asItIs = (json: string): HostileValue => ({ what: json, json });

const LENGTHS: readonly HostileValue[] = [
  text("every control character", String.fromCharCode(...Array.from({ length: 31 }, (_, at) => at + 1))),
  text("a thousand NULs", "\0".repeat(1_000)),
  text("a thousand halves of emoji", "\ud83d".repeat(1_000)),
  text("a thousand marks on one letter", `a${"\u0301".repeat(1_000)}`),
  text("families of emoji", "👨‍👩‍👧‍👦".repeat(20)),
  text("100 letters", "ữ".repeat(100)),
  text("101 letters", "u".repeat(101)),
  text("51 emoji", "😎".repeat(51)),
  text("200 letters", "n".repeat(200)),
  text("201 letters", "n".repeat(201)),
  text("201 spaces", " ".repeat(201)),
  text("9 kB, which a B-tree refuses", "x9".repeat(4_500)),
  text("27 kB in three bytes a letter", "ữ".repeat(9_000)),
  text("30 kB", "x".repeat(30_000)),
  text("33 kB", "x".repeat(33 * 1024)),
  text("33 kB of emoji", "😎".repeat(8_500)),
];

/** What makes a careless pattern take for ever. */
const FLOODS: readonly HostileValue[] = [
  ...["@", "a@", "a@b.", "%40", "=", "a=b&", "?&#;", "sk_", " ", "\\", '"', "(", "[", ".000", "0:", "1."].map((one) =>
    text(`9 kB of ${one}`, one.repeat(9_000 / one.length)),
  ),
  text("a mailbox of 9,000 letters", `${"a".repeat(9_000)}@b.vn`),
  text("a number of 9,000 digits as text", "9".repeat(9_000)),
  text("an address of 4,500 labels", `a@${"b.".repeat(4_500)}`),
];

const TIMES: readonly HostileValue[] = [
  ...["2001-01-01T00:00:00Z", "2000-01-01", "2019-02-28 00:00:00.000000001+0700"].map(
    (time): HostileValue => ({ ...text(`the time ${time}`, time), time: "old" }),
  ),
  ...["2099-01-01T00:00:00Z", "2100-12-31T23:59:59.999Z"].map(
    (time): HostileValue => ({ ...text(`the time ${time}`, time), time: "fine" }),
  ),
];

const SIZES: readonly HostileValue[] = [
  { what: "a fraction of 10,000 digits", json: `0.${"3".repeat(10_000)}` },
  { what: "a number of 10,000 digits", json: "9".repeat(10_000), anywhere: "number_out_of_range" },
  { what: "the same key a thousand times", json: `{${times('"a":1', 1_000)}}` },
  { what: "a thousand keys", json: `{${Array.from({ length: 1_000 }, (_, at) => `"k${at}":${at}`).join(",")}}` },
  { what: "a thousand empty objects", json: `[${times("{}", 1_000)}]` },
  { what: "3,000 numbers that read back as 131,072 digits", json: `[${times("1e131071", 3_000)}]`, anywhere: "number_out_of_range" },
  { what: "1e400 inside", json: '[{"a":[1e400]}]', anywhere: "number_out_of_range" },
  { what: "2,100 values", json: `[${times("0", 2_100)}]`, anywhere: "event_too_wide" },
  { what: "15,000 empty lists", json: `{"a":[${times("[]", 15_000)}]}`, anywhere: "event_too_wide" },
  { what: "13 levels of lists", json: nest("[", "]", 13), anywhere: "event_too_deep" },
  { what: "4,100 levels of lists", json: nest("[", "]", 4_100), anywhere: "event_too_deep" },
  { what: "5,000 levels of objects", json: nest('{"a":', "}", 5_000), anywhere: "event_too_deep" },
  { what: "a key of 33 kB", json: `{"${"k".repeat(33 * 1024)}":1}` },
];

/** What events, databases and programs have been broken with, each once; it is crossed with every position. */
export const HOSTILE_VALUES: readonly HostileValue[] = [
  ...Object.values(WRITTEN.texts)
    .flat()
    .map((value) => text(`the text ${JSON.stringify(value)}`, value)),
  ...LENGTHS,
  ...FLOODS,
  ...TIMES,
  ...[...WRITTEN.json.numbers, ...WRITTEN.json.kinds].map(asItIs),
  ...WRITTEN.json["numbers out of range"].map((json): HostileValue => ({ ...asItIs(json), anywhere: "number_out_of_range" })),
  ...SIZES,
];
