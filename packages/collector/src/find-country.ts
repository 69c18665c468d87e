import { type CountryResponse, open } from "maxmind";

/** The country an address is in, as ISO 3166-1 alpha-2 in capitals, or `null` where nobody knows. */
export type FindCountry = (address: string) => string | null;

const COUNTRY = /^[A-Z]{2}$/;

/** What a proxy's header or a database says, if it names a country: `XX` and `T1` are Cloudflare's words for unknown and Tor. */
export function countryIn(value: unknown): string | null {
  const code = typeof value === "string" ? value.trim().toUpperCase() : "";
  return COUNTRY.test(code) && code !== "XX" ? code : null;
}

/**
 * Reads a database of networks in MaxMind's format, such as GeoLite2-Country, DB-IP's or IP2Location's; without a file nothing is known.
 * https://maxmind.github.io/MaxMind-DB/
 *
 * @throws when the file cannot be read
 */
export async function openCountries(file: string | undefined): Promise<FindCountry> {
  if (file === undefined) return () => null;
  const countries = await open<CountryResponse>(file);
  return (address) => {
    try {
      return countryIn(countries.get(address)?.country?.iso_code);
    } catch {
      // No address, or a network of the other version than the file's.
      return null;
    }
  };
}
