/** What has been started and must be stopped, the last first. */
export interface CleanUp {
  add(stop: () => Promise<void>): void;
  /** Stops everything; one that fails does not keep the others from it. */
  run(onError: (error: unknown) => void): Promise<void>;
}

export function createCleanUp(): CleanUp {
  const stops: (() => Promise<void>)[] = [];
  return {
    add: (stop) => void stops.push(stop),
    async run(onError) {
      for (let stop = stops.pop(); stop; stop = stops.pop()) await stop().catch(onError);
    },
  };
}
