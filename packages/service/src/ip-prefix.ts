import { isIP } from "node:net";
import { ipv6Groups } from "./ipv6-groups.js";

const V4_IN_V6 = /^(?:0*:){2,5}(?:0*:)?ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/**
 * The network an address is in: `203.0.113.0/24` or `2001:db8:1::/48`; `null` for what is no address. It says where
 * somebody was, roughly, and not who.
 */
export function ipPrefix(address: string): string | null {
  const [plain = ""] = address.split("%", 1);
  const v4 = V4_IN_V6.exec(plain)?.[1] ?? plain;
  if (isIP(v4) === 4) return `${v4.split(".").slice(0, 3).join(".")}.0/24`;
  return isIP(plain) === 6 ? `${ipv6Groups(plain, 3)}::/48` : null;
}
