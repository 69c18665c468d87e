import { writeFile } from "node:fs/promises";

// Just enough of https://maxmind.github.io/MaxMind-DB/ to write a database of a few IPv4 networks.

const text = (value: string): Buffer => Buffer.concat([Buffer.from([(2 << 5) | value.length]), Buffer.from(value)]);
const map = (entries: Readonly<Record<string, Buffer>>): Buffer =>
  Buffer.concat([
    Buffer.from([(7 << 5) | Object.keys(entries).length]),
    ...Object.entries(entries).flatMap(([key, value]) => [text(key), value]),
  ]);
const uint32 = (value: number): Buffer => Buffer.from([(6 << 5) | 4, value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]);
const uint16 = (value: number): Buffer => Buffer.from([(5 << 5) | 2, value >>> 8, value & 255]);
const uint64 = (value: number): Buffer => Buffer.from([4, 2, 0, 0, 0, value]);
const noTexts = Buffer.from([0, 4]);

type Node = [left: Branch, right: Branch];
type Branch = Node | { readonly at: number } | undefined;

function insert(root: Node, network: string, at: number): void {
  const [address = "", length = "32"] = network.split("/");
  const bits = address
    .split(".")
    .map((byte) => Number(byte).toString(2).padStart(8, "0"))
    .join("")
    .slice(0, Number(length));
  let node = root;
  for (const bit of bits.slice(0, -1)) {
    const side = bit === "1" ? 1 : 0;
    const next = node[side];
    const inner: Node = Array.isArray(next) ? next : [undefined, undefined];
    node[side] = inner;
    node = inner;
  }
  node[bits.endsWith("1") ? 1 : 0] = { at };
}

function nodesOf(root: Node): Node[] {
  const nodes = [root];
  for (const node of nodes) for (const branch of node) if (Array.isArray(branch)) nodes.push(branch);
  return nodes;
}

/** Writes a database that knows these networks, such as `{ "203.0.113.0/24": "VN" }`. */
export async function writeCountries(file: string, countries: Readonly<Record<string, string>>): Promise<void> {
  const root: Node = [undefined, undefined];
  let data = Buffer.alloc(0);
  for (const [network, iso] of Object.entries(countries)) {
    insert(root, network, data.length);
    data = Buffer.concat([data, map({ country: map({ iso_code: text(iso) }) })]);
  }
  const nodes = nodesOf(root);
  const recordOf = (branch: Branch): number => {
    if (branch === undefined) return nodes.length;
    return Array.isArray(branch) ? nodes.indexOf(branch) : nodes.length + 16 + branch.at;
  };
  const tree = nodes.flatMap((node) => node.map((branch) => Buffer.from(recordOf(branch).toString(16).padStart(6, "0"), "hex")));
  const about = map({
    binary_format_major_version: uint16(2),
    binary_format_minor_version: uint16(0),
    build_epoch: uint64(1),
    database_type: text("Test-Country"),
    description: map({}),
    ip_version: uint16(4),
    languages: noTexts,
    node_count: uint32(nodes.length),
    record_size: uint16(24),
  });
  await writeFile(file, Buffer.concat([...tree, Buffer.alloc(16), data, Buffer.from("abcdef4d61784d696e642e636f6d", "hex"), about]));
}
