/**
 * The result of something that may fail, or `undefined` when it did.
 *
 * @param failed hears what was thrown
 */
export const attempt = <T>(run: () => T, failed?: (cause: unknown) => void): T | undefined => {
  try {
    return run();
  } catch (cause) {
    // What it returns, nobody asks for.
    return failed && (failed(cause) as undefined);
  }
};
