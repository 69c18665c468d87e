import { BlockList, isIPv4, isIPv6 } from "node:net";
import { ipv6Groups } from "@waystitch/service";

/** Networks whose addresses many senders share behind something that was not named as a proxy: https://www.iana.org/assignments/iana-ipv4-special-registry */
const PRIVATE = new BlockList();
for (const [network, bits] of [
  ["10.0.0.0", 8],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
] as const)
  PRIVATE.addSubnet(network, bits, "ipv4");
for (const [network, bits] of [
  ["::1", 128],
  ["fc00::", 7],
  ["fe80::", 10],
] as const)
  PRIVATE.addSubnet(network, bits, "ipv6");

/**
 * Whose requests are counted together: an IPv4 address, or the /64 network of an IPv6 one, all of whose addresses one sender has. `null` for addresses of private networks,
 * behind which a proxy or the whole house may be.
 */
export function sourceOf(address: string): string | null {
  const plain = address.split("%", 1)[0]?.replace(/^::ffff:(?=\d+\.)/i, "") ?? "";
  if (isIPv4(plain)) return PRIVATE.check(plain, "ipv4") ? null : plain;
  if (isIPv6(plain)) return PRIVATE.check(plain, "ipv6") ? null : ipv6Groups(plain, 4);
  return null;
}
