import { LIMITS, type RejectReason } from "@waystitch/protocol";

/** One hostile event: what it is, its JSON as text (`$` is a valid event's own fields), and what must become of it. */
export type HostileEvent = readonly [what: string, json: string, fate: "stored" | RejectReason];

const properties = (json: string): string => `{$,"properties":${json}}`;
const context = (json: string): string => `{$,"context":${json}}`;
const times = (text: string, count: number): string => new Array<string>(count).fill(text).join(",");
const nest = (open: string, close: string, levels: number): string => `${open.repeat(levels)}1${close.repeat(levels)}`;

/** What PostgreSQL, JavaScript or a bound has been broken with; FACTS of the field, and variations on them. */
const VALUES: readonly HostileEvent[] = [
  ["a NUL in a value", properties('{"a":"b\\u0000c"}'), "stored"],
  ["a NUL in a key", properties('{"a\\u0000b":1}'), "stored"],
  ["a NUL in an event's own key", '{$,"\\u0000":1}', "stored"],
  ["a NUL in every id", '{$,"userId":"a\\u0000","groupId":"\\u0000","previousId":"\\u0000x"}', "stored"],
  ["a lone high surrogate", properties('{"a":"\\ud800"}'), "stored"],
  ["a lone low surrogate in a key", properties('{"\\udfff":1}'), "stored"],
  ["surrogates in the wrong order", context('{"page":{"title":"\\udc00\\ud800"}}'), "stored"],
  ["a lone surrogate in the campaign", context('{"campaign":{"source":"\\ud83d"}}'), "stored"],
  ["an escaped NUL that is none", properties('{"a":"\\\\u0000"}'), "stored"],
  ["1e400", properties('{"a":1e400}'), "number_out_of_range"],
  ["-1e400, deep inside", properties('{"a":[[{"b":-1e400}]]}'), "number_out_of_range"],
  ["1e308, which is 309 digits when read back", properties('{"a":1e308}'), "number_out_of_range"],
  ["27 kB that would read back as 393 MB", properties(`[${times("1e131071", 3_000)}]`), "number_out_of_range"],
  ["5e-324, which is 324 digits when read back", properties('{"a":5e-324}'), "stored"],
  ["an integer past 2^53", properties('{"a":9007199254740993}'), "stored"],
  ["an integer past int8", properties('{"price":99999999999999999999,"revenue":-99999999999999999999}'), "stored"],
  ["a number of 10,000 digits", properties(`{"a":${"9".repeat(10_000)}}`), "number_out_of_range"],
  ["a fraction of 10,000 digits", properties(`{"a":0.${"3".repeat(10_000)}}`), "stored"],
  ["minus zero", properties('{"a":-0,"b":-0.0}'), "stored"],
  ["4,100 levels of arrays", properties(`{"a":${nest("[", "]", 4_100)}}`), "event_too_deep"],
  ["10,000 levels of objects", `{$,"x":${nest('{"a":', "}", 10_000)}}`, "event_too_deep"],
  ["one level too many", properties(nest('{"a":', "}", LIMITS.depth)), "event_too_deep"],
  ["100,000 values", properties(`{"a":[${times("0", 100_000)}]}`), "event_too_wide"],
  ["empty objects by the thousand", properties(`{"a":[${times("{}", 3_000)}]}`), "event_too_wide"],
  ["33 KB of text", properties(`{"a":"${"x".repeat(33 * 1024)}"}`), "event_too_large"],
  ["33 KB of text in a field nobody knows", `{$,"whatever":"${"x".repeat(33 * 1024)}"}`, "event_too_large"],
  ["one key of 33 KB", properties(`{"${"k".repeat(33 * 1024)}":1}`), "event_too_large"],
  ["30 KB that a B-tree would refuse", context(`{"page":{"url":"https://shop.vn/${"x".repeat(30_000)}"}}`), "stored"],
];

const PROTOTYPES: readonly HostileEvent[] = [
  ["__proto__ in the event", '{$,"__proto__":{"type":"alias","trusted":true}}', "stored"],
  ["__proto__ in the properties", properties('{"__proto__":{"polluted":1}}'), "stored"],
  ["__proto__ in a list in the context", context('{"a":[{"__proto__":{"polluted":1}}]}'), "stored"],
  ["constructor and prototype", properties('{"constructor":{"prototype":{"polluted":1}},"prototype":1}'), "stored"],
  ["names of methods", '{$,"toString":1,"toJSON":"x","valueOf":{},"hasOwnProperty":0,"then":1,"length":-1}', "stored"],
  ["methods in the properties", properties('{"toJSON":"x","then":{"then":1},"__defineGetter__":1}'), "stored"],
  ["an empty key", properties('{"":{"":""}}'), "stored"],
  ["the same key many times", properties(`{${times('"a":1', 1_000)}}`), "stored"],
  ["columns of the table", '{$,"site_id":"other","part":99999,"visitor_id":"x","trusted":true,"received_at":"infinity"}', "stored"],
];

const SHAPES: readonly HostileEvent[] = [
  ["null", "null", "event_not_object"],
  ["false", "false", "event_not_object"],
  ["a number", "1e400", "event_not_object"],
  ["a text", '"\\u0000\\ud800"', "event_not_object"],
  ["a list", '[{"type":"page"}]', "event_not_object"],
  ["an empty object", "{}", "type_unknown"],
  ["a batch in a batch", '{"batch":[{"type":"page","messageId":"x","anonymousId":"y"}]}', "type_unknown"],
  ["a type of another kind", '{$,"type":{"page":1}}', "type_unknown"],
  ["a type in capitals", '{$,"type":"PAGE"}', "type_unknown"],
  ["properties as a list", properties("[1,2]"), "field_not_object"],
  ["traits as a text", '{$,"traits":"x"}', "field_not_object"],
  ["a context as a number", context("1"), "field_not_object"],
  ["nothing in every field", '{$,"properties":null,"traits":null,"context":null,"userId":null,"timestamp":null}', "stored"],
  ["a page that is a list", context('{"page":[1,2],"campaign":[3],"traits":[4]}'), "stored"],
  ["a page of the wrong kinds", context('{"page":{"url":1,"title":{},"referrer":[],"path":true}}'), "stored"],
  ["a context of the wrong kinds", context('{"userAgent":[],"locale":{},"ip":7,"campaign":"x","page":"y","traits":0}'), "stored"],
  ["a name of the wrong kind", '{$,"name":{"a":1}}', "stored"],
  ["a name of 200 emoji", `{$,"type":"track","event":"${"😎".repeat(200)}"}`, "name_too_long"],
  ["a track without a name", '{$,"type":"track"}', "name_missing"],
];

const track = (name: string, properties: string): string => `{$,"type":"track","event":"${name}","properties":${properties}}`;

/** Under other catalogues' names, whose fields are renamed and moved. */
const ALIASES: readonly HostileEvent[] = [
  ["30,000 items", track("add_to_cart", `{"items":[${times("1", 30_000)}]}`), "event_too_wide"],
  ["as many items as an event may hold", track("purchase", `{"transaction_id":"1","items":[${times('{"id":1}', 980)}]}`), "stored"],
  ["an item of 30 KB", track("add_to_cart", `{"items":[{"item_id":"${"x".repeat(30_000)}"}]}`), "stored"],
  ["items that are none", track("add_to_cart", '{"items":"x","products":7,"impressions":{"0":{}}}'), "stored"],
  ["items of every kind", track("view_item_list", '{"items":[null,1,"x",[],[[]],{},{"item_id":{}},{"id":[1]},true]}'), "stored"],
  ["__proto__ in an item", track("add_to_cart", '{"items":[{"__proto__":{"polluted":1},"item_id":"k1"}]}'), "stored"],
  ["__proto__ around the items", track("add_to_cart", '{"ecommerce":{"__proto__":{"polluted":1},"constructor":{"polluted":1}}}'), "stored"],
  ["names of methods in an item", track("add_to_cart", '{"items":[{"toString":1,"valueOf":2,"toJSON":"x","then":1}]}'), "stored"],
  [
    "wrappers in wrappers",
    track("purchase", '{"ecommerce":{"ecommerce":{"purchase":{}}},"transaction_id":"1","purchase":{"purchase":[]}}'),
    "stored",
  ],
  ["a step that cannot become a number", track("begin_checkout", '{"step":{"toString":1,"valueOf":2}}'), "stored"],
  ["a step in a list that cannot become a text", track("checkout_step", '{"step":[[{"toString":1}]]}'), "stored"],
  ["a NUL and half an emoji in an item", track("add_to_cart", '{"items":[{"item_id":"\\u0000","item_name":"\\ud83d"}]}'), "stored"],
  ["a price of 1e400", track("add_to_cart", '{"items":[{"price":1e400}]}'), "number_out_of_range"],
  ["a price of 10,000 digits as text", track("add_to_cart", `{"items":[{"price":"${"9".repeat(10_000)}"}]}`), "stored"],
  ["a price of many points", track("add_to_cart", `{"currency":"VND","items":[{"price":"${".000".repeat(5_000)}"}]}`), "stored"],
  ["a purchase without an id", track("purchase", '{"transaction_id":"","items":[]}'), "order_id_empty"],
  ["a purchase with an object as its id", track("purchase", '{"purchase":{"actionField":{"id":{"a":1}}}}'), "id_invalid"],
  ["a purchase with an id of 9 kB", track("purchase", `{"transaction_id":"${"u".repeat(9_000)}"}`), "id_invalid"],
  ["a refund from a browser", track("refund", '{"transaction_id":"1"}'), "secret_key_required"],
  [
    "a refund from a browser, by its type",
    track("snowplow_ecommerce_action", '{"type":"refund","transaction_id":"1"}'),
    "secret_key_required",
  ],
  ["a delivery from a browser, in other letters", track("ORDER-DELIVERED", '{"order_id":"1"}'), "secret_key_required"],
  ["a campaign of 30 KB", context(`{"page":{"url":"https://shop.vn/?utm_source=${"x".repeat(30_000)}"}}`), "stored"],
  [
    "a NUL in the address that the campaign is read from",
    context('{"page":{"url":"https://shop.vn/?utm_source=%00&utm_term=a%00"}}'),
    "stored",
  ],
  ["campaigns in no address", context('{"page":{"url":"?utm_source=\\u0000"},"campaign":null}'), "stored"],
];

const IDS: readonly HostileEvent[] = [
  ["an id of 9 kB", `{$,"userId":"${"u".repeat(9_000)}"}`, "id_invalid"],
  ["an id that is an object", '{$,"groupId":{"id":1}}', "id_invalid"],
  ["an id that is true", '{$,"previousId":true}', "id_invalid"],
  ["an id of 100 emoji halves", `{$,"userId":"${"😎".repeat(50)}"}`, "stored"],
  ["an id of 100 long characters", `{$,"userId":"${"\ufffd".repeat(100)}","groupId":"${"ữ".repeat(100)}"}`, "stored"],
  ["an id that is a huge number", '{$,"userId":1e20,"groupId":-1.5e-7}', "stored"],
  ["a visitor that poses as a user", '{$,"anonymousId":"@user:1"}', "id_invalid"],
  ["no visitor", '{$,"anonymousId":"","userId":""}', "no_visitor"],
  ["no messageId", '{$,"messageId":null}', "message_id_missing"],
  ["a messageId of spaces", '{$,"messageId":"   "}', "id_invalid"],
  ["an alias from a browser", '{$,"type":"alias","userId":"a","previousId":"b"}', "secret_key_required"],
  ["a delivery from a browser", '{$,"type":"track","event":"Order Delivered","properties":{"order_id":"1"}}', "secret_key_required"],
  ["an order without an id", '{$,"type":"track","event":"Order Completed","properties":{"order_id":""}}', "order_id_empty"],
  ["an order with an object as its id", '{$,"type":"track","event":"Order Completed","properties":{"order_id":{}}}', "id_invalid"],
];

const TIMES: readonly HostileEvent[] = [
  ...["infinity", "-infinity", "now", "today", "tomorrow", "epoch", "allballs", "12026-01-01T00:00:00Z", "0001-01-01T00:00:00Z BC"].map(
    (time): HostileEvent => [`the time ${time}`, `{$,"timestamp":"${time}"}`, "timestamp_invalid"],
  ),
  ["a time as a number", '{$,"timestamp":1795348800000}', "timestamp_invalid"],
  ["a time that is an object", '{$,"originalTimestamp":{}}', "timestamp_invalid"],
  ["a time with SQL behind it", '{$,"timestamp":"2026-11-22T12:00:00Z\'; drop table events; --"}', "timestamp_invalid"],
  ["a day that does not exist", '{$,"timestamp":"2025-02-30T00:00:00Z"}', "timestamp_too_old"],
  ["a time long ago", '{$,"timestamp":"2001-01-01T00:00:00Z"}', "timestamp_too_old"],
  ["a time in 2099", '{$,"timestamp":"2099-01-01T00:00:00Z"}', "stored"],
];

const TEXTS: readonly HostileEvent[] = [
  ["SQL", '{$,"name":"\'); drop table events; --","properties":{"\'\\"\\\\":"$1 %s :x"}}', "stored"],
  ["script", context('{"page":{"title":"<script>alert(1)</script>","url":"javascript:alert(1)","referrer":"data:text/html,x"}}'), "stored"],
  ["formulas", properties('{"a":"=cmd|\' /C calc\'!A0","b":"@SUM(1)","c":"+1","d":"-1"}'), "stored"],
  ["directions, joiners and marks", properties(`{"a":"\u202e\u200d\u0300\ufeff${"\u0301".repeat(1_000)}"}`), "stored"],
  ["broken percent signs", context('{"page":{"url":"https://a/?%E0%A4%A=%&%zz=%40&email=%ff","referrer":"%"}}'), "stored"],
  ["10,000 parameters", context(`{"page":{"url":"https://a/?${"a=b&".repeat(7_000)}"}}`), "stored"],
  ["30 KB of @", properties(`{"a":"${"a@".repeat(15_000)}"}`), "stored"],
  ["30 KB before an @", `{$,"type":"identify","traits":{"note":"${"a".repeat(30_000)}@","email":"${"a".repeat(1_000)}@b.vn"}}`, "stored"],
  ["1,500 phone numbers", `{$,"type":"identify","traits":{"phone":[${times('"0912345678"', 1_500)}],"tel":{"sdt":[[1]]}}}`, "stored"],
  ["a phone number of 30 KB", `{$,"type":"identify","traits":{"phone":"${"0".repeat(30_000)}","email":${"9".repeat(20)}}}`, "stored"],
];

export const HOSTILE_EVENTS: readonly HostileEvent[] = [...VALUES, ...PROTOTYPES, ...SHAPES, ...ALIASES, ...IDS, ...TIMES, ...TEXTS];
