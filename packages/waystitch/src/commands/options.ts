import { Option } from "commander";
import { DEFAULT_DATA_DIR } from "../data-dir.js";

/** The option of all commands that find a database by themselves. */
export const dataDir = (): Option => new Option("--data-dir <folder>", "where everything is kept").default(DEFAULT_DATA_DIR);

/** For an option that may be given several times. */
export const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

/** An action that is loaded when it is asked for: a command line needs one of them, and all together take a second to load. */
export const later =
  <Args extends unknown[]>(load: () => Promise<(...args: Args) => unknown>) =>
  async (...args: Args): Promise<void> => {
    const act = await load();
    await act(...args);
  };
