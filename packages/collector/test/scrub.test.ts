import { createHash } from "node:crypto";
import {
  classifyKey,
  createKeyedHash,
  identifierOf,
  maskText,
  normalisePhone,
  parseContact,
  parseEmail,
  parseHashed,
  parsePhone,
  scrubId,
} from "@waystitch/naming";
import { normaliseEmail } from "@waystitch/protocol";
import { describe, expect, test } from "vitest";
import { findContacts } from "../src/scrub/find-contacts.js";
import { scrubJson } from "../src/scrub/scrub-json.js";

const hash = createKeyedHash("a secret of this test");
const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const contactOf = (kind: "email" | "phone", normalised: string) => ({ kind, sha256: sha256(normalised), plain: normalised });

describe("an e-mail address", () => {
  test.each(["lan@shop.vn", " Lan@Shop.VN ", "mailto:lan@shop.vn", "LAN@SHOP.VN\n"])("%j is one spelling of the same", (text) => {
    expect(normaliseEmail(text)).toBe("lan@shop.vn");
    expect(parseEmail(text)).toEqual(contactOf("email", "lan@shop.vn"));
  });

  test.each(["lan+kính@shop.vn", "l.a-n_1@sub.shop.com.vn", "nguyễn@cửahàng.vn", "a'b@shop.vn", "lan@shop.xn--vn-1a"])(
    "%s is one",
    (text) => {
      expect(normaliseEmail(text)).toBe(text.normalize("NFC"));
    },
  );

  test.each([
    ...["", "none", "lan", "lan@", "@shop.vn", "lan@shop", "lan@shop.", "lan@.vn", "lan@@shop.vn", "lan shop@shop.vn", "lan@192.168.0.1"],
    ...["test@test.com", "TEST@TEST.COM", "abc@abc.vn", "noreply@shop.vn", "email@example.com", "a@b.c", `${"l".repeat(65)}@shop.vn`],
  ])("%j names no one", (text) => {
    expect(parseEmail(text)).toBeNull();
  });
});

describe("a phone number", () => {
  test.each([
    "0912 345 678",
    "+84 912 345 678",
    "84912345678",
    "0912.345.678",
    "(+84) 912-345-678",
    "0084 912345678",
    "912345678",
    "+840912345678",
    "(084) 0912 345 678",
    "(84) 912345678",
    "（+84） 0912 345 678",
    "０９１２３４５６７８",
  ])("%s is one spelling of the same", (text) => {
    expect(normalisePhone(text)).toBe("+84912345678");
    expect(parsePhone(text)).toEqual(contactOf("phone", "+84912345678"));
  });

  test("of another country keeps its own", () => {
    expect(normalisePhone("+1 212 555 2368")).toBe("+12125552368");
  });

  test.each([
    "",
    "none",
    "113",
    "0000000000",
    "0900000000",
    "0999999999",
    "1234567890123456789012345678901",
    "09123",
    "0912 345 678 ext. 5",
    "iPhone 15",
  ])("%j cannot be called", (text) => {
    expect(parsePhone(text)).toBeNull();
  });

  test("that lost its zero because it was sent as a number is the same", () => {
    expect(parseContact(912_345_678)).toEqual(contactOf("phone", "+84912345678"));
  });
});

describe("a keyed hash", () => {
  test("is the same for the same text, another for another kind, text or secret", () => {
    expect(hash("email", "lan@shop.vn")).toBe(hash("email", "lan@shop.vn"));
    const others = [hash("phone", "lan@shop.vn"), hash("email", "lan@shop.vm"), createKeyedHash("another secret")("email", "lan@shop.vn")];
    expect(new Set([...others, hash("email", "lan@shop.vn")]).size).toBe(4);
  });

  test("keeps its value for ever: stored identifiers are found by it", () => {
    expect(identifierOf(contactOf("email", "lan@shop.vn"), hash)).toBe("email:10iTzLX1A3_SNowa8hDrZzpv-OEoGBcZ6mN5hewOxoQ");
    expect(identifierOf(contactOf("phone", "+84912345678"), hash)).toBe("phone:wX9f5toD_pVIGulqmK09JTZO_v0Ndzv_bbnNCWwnknM");
  });
});

describe("a field's name", () => {
  test.each([
    "email",
    "E-Mail",
    "e_mail",
    "EMAIL",
    "mail",
    "phone",
    "phone_number",
    "phoneNumber",
    "mobile",
    "tel",
    "so_dien_thoai",
    "sdt",
    "SĐT",
  ])("%s holds contact data", (key) => {
    expect(classifyKey(key)).toBe("contact");
  });

  test("with Vietnamese accents, composed or not, holds contact data", () => {
    expect(classifyKey("Số điện thoại".normalize("NFC"))).toBe("contact");
    expect(classifyKey("Số điện thoại".normalize("NFD"))).toBe("contact");
  });

  test.each(["password", "mật khẩu", "writeKey", "card_number", "CVV", "ip", "IP address"])("%s holds a secret", (key) => {
    expect(classifyKey(key)).toBe("secret");
  });

  test.each(["hotel", "ship", "address", "gmail_ad", "telegram", "product_id", "keyword", "mobilegame", "", "x".repeat(5_000)])(
    "%s holds neither",
    (key) => {
      expect(classifyKey(key)).toBe("other");
    },
  );
});

describe("a text", () => {
  test.each([
    ["Xin chào lan@shop.vn nhé", "Xin chào [removed] nhé"],
    ["<lan@shop.vn>,minh@shop.com.vn", "<[removed]>,[removed]"],
    ["a@b.vn c@d.vn", "[removed] [removed]"],
    ["lan@shop.vn-1, lan@xn--ca-hng-3ya.xn--vn-1a", "[removed]-1, [removed]"],
    ["https://shop.vn/?utm_source=zalo&email=lan%40shop.vn#x", "https://shop.vn/?utm_source=zalo&email=[removed]#x"],
    ["https://shop.vn/?u=lan%2540shop.vn&v=1", "https://shop.vn/?u=[removed]&v=1"],
    ["https://shop.vn/?Phone=0912345678&page=2", "https://shop.vn/?Phone=[removed]&page=2"],
    ["https://shop.vn/?s%C4%91t=0912345678", "https://shop.vn/?s%C4%91t=[removed]"],
    ["?e-mail=lan&q=k%C3%ADnh", "?e-mail=[removed]&q=k%C3%ADnh"],
    ["email=lan", "email=[removed]"],
    ["https://shop.vn/#access_token=abc", "https://shop.vn/#access_token=[removed]"],
    ["https://lan:pass@shop.vn/", "https://lan:[removed]/"],
    ["key sk_0123456789abcdefghij!", "key [removed]!"],
  ])("%s is stored as %s", (text, masked) => {
    expect(maskText(text)).toBe(masked);
  });

  test.each(["Kính râm 50% giảm @ Hà Nội", "https://tiktok.com/@shop.vn", "a=b&c=d", "@", "%40", "user@", "10% @ 5.000", "task_sk_1"])(
    "%s stays as it is",
    (text) => {
      expect(maskText(text)).toBe(text);
    },
  );

  test("made to be slow is not: the work grows with the length", () => {
    // 256 KB each; an address matched as a whole from every position would take minutes on the first.
    const texts = [
      `${"a".repeat(262_144)}@`,
      "a@".repeat(131_072),
      `a@${"a.".repeat(131_072)}`,
      `a@${"1.".repeat(131_072)}`,
      "%40".repeat(87_381),
      `?${"a=".repeat(131_072)}`,
      "?a&".repeat(87_381),
    ];
    for (const text of texts) expect(maskText(text).length).toBeLessThanOrEqual(2 * text.length);
  });
});

describe("JSON", () => {
  test("loses contact data and secrets at every level, and nothing else", () => {
    const value = {
      email: "lan@shop.vn",
      phone: [912_345_678, "0912345678"],
      mobile: true,
      note: "gọi lan@shop.vn",
      mail: { opened: true, to: "lan@shop.vn" },
      password: "1",
      "lan@shop.vn": 1,
      products: [{ name: "Kính", tel: "0912345678", deep: { SDT: 1, price: 1 } }],
    };
    expect(scrubJson(value)).toEqual({
      mobile: true,
      note: "gọi [removed]",
      mail: { opened: true, to: "[removed]" },
      "[removed]": 1,
      products: [{ name: "Kính", deep: { price: 1 } }],
    });
  });

  test("is copied, not changed", () => {
    const value = { email: "lan@shop.vn", list: ["a"] };
    scrubJson(value);
    expect(value).toEqual({ email: "lan@shop.vn", list: ["a"] });
  });
});

describe("contacts", () => {
  const known = ["lan@shop.vn", "+84912345678", "+84987654321"];
  const found = (object: Parameters<typeof findContacts>[0]) =>
    findContacts(object).map((contact) => known.find((text) => sha256(text) === contact.sha256));

  test("are found by the field's name, here and in the objects that describe the customer", () => {
    const object = { Email: "lan@shop.vn", customer: { sdt: "0912345678" }, shipping: { phone: "0987654321" }, address: { tel: "none" } };
    expect(found(object)).toEqual(["lan@shop.vn", "+84912345678", "+84987654321"]);
  });

  test("are not looked for anywhere else", () => {
    expect(found({ note: "lan@shop.vn", seller: { email: "shop@shop.com.vn" }, customer: { friend: { email: "minh@shop.vn" } } })).toEqual(
      [],
    );
  });

  test("are told apart by what they look like: people type either into one field", () => {
    expect(found({ email: "0912345678", phone: "lan@shop.vn" })).toEqual(["+84912345678", "lan@shop.vn"]);
  });

  test("that their sender has hashed are the same contacts", () => {
    expect(found({ email_sha256: sha256("lan@shop.vn"), customer: { phone_sha256: sha256("+84912345678").toUpperCase() } })).toEqual([
      "lan@shop.vn",
      "+84912345678",
    ]);
    expect(scrubJson({ email_sha256: sha256("lan@shop.vn"), plan: "gold" })).toEqual({ plan: "gold" });
  });

  test("that are no hash, or the hash of an address that names no one, are none", () => {
    for (const value of ["lan@shop.vn", "abc", sha256("a").slice(1), 1, null, sha256("test@example.com")])
      expect(parseHashed("email", value)).toBeNull();
  });

  test("are few, however many there seem to be", () => {
    const many = Array.from({ length: 2_000 }, (_, i) => `09123${String(i).padStart(5, "0")}`);
    expect(found({ phone: many }).length).toBeLessThanOrEqual(10);
  });
});

describe("an id", () => {
  test("that is contact data becomes the hash that the same contact has elsewhere", () => {
    const [lan, phone] = [contactOf("email", "lan@shop.vn"), contactOf("phone", "+84912345678")].map((one) => identifierOf(one, hash));
    expect(scrubId("Lan@Shop.vn", hash)).toBe(lan);
    for (const id of ["0912345678", "0912 345 678", "0912.345.678", "84912345678", "+84 912-345-678"])
      expect(scrubId(id, hash)).toBe(phone);
    expect(scrubId("@user:lan@shop.vn", hash)).toBe(`@user:${lan}`);
    expect(scrubId(`email_sha256:${sha256("lan@shop.vn")}`, hash)).toBe(lan);
    expect(scrubId(`@user:phone_sha256:${sha256("+84912345678")}`, hash)).toBe(`@user:${phone}`);
  });

  test("that only holds contact data, or a placeholder, stays distinct", () => {
    const ids = ["lan@shop.vn-1", "lan@shop.vn-2", "lan@shop.vn lan@shop.vn", "test@test.com"].map((id) => scrubId(id, hash));
    expect(new Set(ids).size).toBe(4);
    for (const id of ids) expect(id).toMatch(/^id:[\w-]{43}$/);
  });

  test.each(["u1", "12345678", "0f0d9d2c-6a54-4f0e-9b55-3f2a1f0b7c11", "@order:1001", "@user:7"])("%s stays as it is", (id) => {
    expect(scrubId(id, hash)).toBe(id);
  });
});
