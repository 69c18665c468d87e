/**
 * Lets many ask for the same thing at once while it is loaded once at a time: whoever asks while a load runs gets the
 * next one, which begins when it ends and so knows everything up to the moment of asking.
 * @param load what to load for a key; its error goes to everybody who waits for it
 */
export function createSharedLoad<T>(load: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const running = new Map<string, Promise<T>>();
  const waiting = new Map<string, Promise<T>>();
  const begin = (key: string): Promise<T> => {
    waiting.delete(key);
    const mine = load(key).finally(() => {
      if (running.get(key) === mine) running.delete(key);
    });
    running.set(key, mine);
    return mine;
  };
  return (key) => {
    const now = running.get(key);
    if (now === undefined) return begin(key);
    const next =
      waiting.get(key) ??
      now.then(
        () => begin(key),
        () => begin(key),
      );
    waiting.set(key, next);
    return next;
  };
}
