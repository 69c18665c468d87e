import { readFileSync } from "node:fs";
import { ConfigurationError } from "./environment.js";

type Environment = Readonly<Record<string, string | undefined>>;

/** What may stand in a file instead, so that it is in no list of processes and can be given to one service alone. */
const NAME = "DATABASE_URL";

/**
 * An environment in which `DATABASE_URL` is what stands in the file that `DATABASE_URL_FILE` names.
 * @throws ConfigurationError when both are set, or the file cannot be read
 */
export function openEnvironment(env: Environment): Environment {
  const file = env[`${NAME}_FILE`]?.trim();
  if (!file) return env;
  if (env[NAME]?.trim()) throw new ConfigurationError(`${NAME} and ${NAME}_FILE are both set: set one of them.`);
  try {
    return { ...env, [NAME]: readFileSync(file, "utf8").trim() };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigurationError(`${NAME}_FILE is ${JSON.stringify(file)}: set it to a file that holds the address (${reason}).`);
  }
}
