import { isIP } from "node:net";

/** Reads typed values from an environment and collects every problem, so that all are reported at once. */
export interface EnvironmentReader {
  /** A value that must be there. */
  required(name: string, what: string): string;
  optional(name: string): string | undefined;
  text(name: string, fallback: string): string;
  /** A whole number within bounds. */
  integer(name: string, fallback: number, min: number, max: number): number;
  /** A switch: 1 is on; 0, or nothing, is off. */
  flag(name: string): boolean;
  /** Networks such as `10.0.0.0/8,::1`, or none. */
  networks(name: string): readonly string[];
  /** Adds a problem of the caller's own: one line that names the variable and says what to set. */
  problem(line: string): void;
  /** Throws one `ConfigurationError` that lists all problems, or does nothing. */
  finish(): void;
}

function isNetwork(text: string): boolean {
  const [address = "", bits, ...rest] = text.split("/");
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

/** The environment of a process cannot be used; the message has one line a problem and says what to set. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";
}

export function readEnvironment(env: Readonly<Record<string, string | undefined>>): EnvironmentReader {
  const problems: string[] = [];
  const optional = (name: string) => env[name]?.trim() || undefined;
  return {
    optional,
    required(name, what) {
      const value = optional(name);
      if (value === undefined) problems.push(`${name} is not set: set it to ${what}.`);
      return value ?? "";
    },
    text: (name, fallback) => optional(name) ?? fallback,
    integer(name, fallback, min, max) {
      const value = optional(name);
      if (value === undefined) return fallback;
      const number = Number(value);
      if (Number.isInteger(number) && number >= min && number <= max) return number;
      problems.push(`${name} is ${JSON.stringify(value)}: set it to a whole number from ${min} to ${max}.`);
      return fallback;
    },
    flag(name) {
      const value = optional(name) ?? "0";
      if (value !== "0" && value !== "1") problems.push(`${name} is ${JSON.stringify(value)}: set it to 1 or 0.`);
      return value === "1";
    },
    networks(name) {
      const networks = (optional(name) ?? "").split(",").map((network) => network.trim());
      const named = networks.filter((network) => network !== "");
      for (const network of named)
        if (!isNetwork(network)) problems.push(`${name} has ${JSON.stringify(network)}: set it to networks such as 10.0.0.0/8,::1.`);
      return named;
    },
    problem: (line) => void problems.push(line),
    finish() {
      if (problems.length > 0) throw new ConfigurationError(problems.join("\n"));
    },
  };
}
