/** Lets calls through at once, and then at most one in every interval: what comes in between is one call at its end. */
export interface Throttle {
  call(): void;
  stop(): void;
}

/** @param intervalMs the least time between two runs, in milliseconds */
export function createThrottle(intervalMs: number, run: () => void): Throttle {
  let timer: NodeJS.Timeout | undefined;
  let again = false;
  const fire = (): void => {
    again = false;
    run();
    timer = setTimeout(() => {
      timer = undefined;
      if (again) fire();
    }, intervalMs);
  };
  return {
    call() {
      if (timer === undefined) fire();
      else again = true;
    },
    stop() {
      clearTimeout(timer);
      again = false;
    },
  };
}
