import { expect, test } from "vitest";
import { channelOf } from "../src/links.js";

test.each([
  ["tel:+84901234567", "phone"],
  ["tel:19001234", "phone"],
  ["mailto:an@example.com?subject=Hello", "email"],
  ["https://zalo.me/0901234567", "zalo"],
  ["https://www.zalo.me/0901234567/?utm_source=web", "zalo"],
  ["http://zalo.me/g/abcdef123", "zalo"],
  ["https://chat.zalo.me/?phone=0901234567", "zalo"],
  ["zalo://conversation?phone=0901234567", "zalo"],
  ["https://m.me/shop?ref=web", "messenger"],
  ["https://www.messenger.com/t/shop", "messenger"],
  ["https://wa.me/84901234567?text=Hello", "whatsapp"],
  ["https://wa.me/message/ABCDEF", "whatsapp"],
  ["https://api.whatsapp.com/send?phone=84901234567&text=Hello", "whatsapp"],
  ["viber://chat?number=%2B84901234567", "viber"],
  ["viber://pa?chatURI=shop", "viber"],
  ["https://t.me/shop", "telegram"],
  ["https://t.me/+84901234567", "telegram"],
])("The link %s contacts somebody by %s", (href, channel) => {
  expect(channelOf(new URL(href))).toBe(channel);
});

test.each([
  "mailto:?subject=Look&body=https://shop.example/",
  "https://wa.me/?text=Look",
  "https://api.whatsapp.com/send?text=Look",
  "https://t.me/share/url?url=https://shop.example/",
  "viber://forward?text=Look",
  "sms:+84901234567",
  "javascript:call()",
  "https://notzalo.me/0901234567",
  "https://zalo.me.example/0901234567",
  "https://shop.example/?to=https://zalo.me/0901234567",
])("The link %s contacts nobody", (href) => {
  expect(channelOf(new URL(href))).toBeUndefined();
});
