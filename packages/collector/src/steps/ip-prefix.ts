import { isIP } from "node:net";

const V4_IN_V6 = /^(?:0*:){2,5}(?:0*:)?ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/** The first three of an IPv6 address's eight groups, without leading zeros. */
function firstGroups(address: string): string {
  const [head = [], tail] = address.split("::").map((half) => (half === "" ? [] : half.split(":")));
  const zeros = tail === undefined ? [] : new Array<string>(Math.max(0, 8 - head.length - tail.length)).fill("0");
  return [...head, ...zeros, ...(tail ?? [])]
    .slice(0, 3)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":");
}

/**
 * The network an address is in: `203.0.113.0/24` or `2001:db8:1::/48`; `null` for what is no address. It says where
 * somebody was, roughly, and not who.
 */
export function ipPrefix(address: string): string | null {
  const [plain = ""] = address.split("%", 1);
  const v4 = V4_IN_V6.exec(plain)?.[1] ?? plain;
  if (isIP(v4) === 4) return `${v4.split(".").slice(0, 3).join(".")}.0/24`;
  return isIP(plain) === 6 ? `${firstGroups(plain)}::/48` : null;
}
