/** The one host object the rules may use: parsing an address is pure. */
declare class URL {
  constructor(url: string, base?: string);
  readonly hostname: string;
  readonly pathname: string;
  readonly searchParams: { get(name: string): string | null; has(name: string): boolean };
}
