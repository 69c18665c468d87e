import { setTimeout as sleep } from "node:timers/promises";
import { type Database, loadLag } from "@waystitch/store";
import { createProgress } from "../operate/progress.js";

const ASK_EVERY_MS = 1_000;
/** Workers that stitch nothing for so long are not there. */
const GIVE_UP_MS = 60_000;

/**
 * Waits until nothing waits to be stitched, and shows how far that is.
 * @returns how many visitors still wait, because no worker seems to run
 */
export async function waitStitched(db: Database): Promise<number> {
  let { visitors } = await loadLag(db);
  const progress = createProgress("visitors stitched", visitors);
  let fewest = visitors;
  let movedAt = Date.now();
  while (visitors > 0 && Date.now() - movedAt < GIVE_UP_MS) {
    progress.waiting(visitors);
    await sleep(ASK_EVERY_MS);
    ({ visitors } = await loadLag(db));
    if (visitors >= fewest) continue;
    fewest = visitors;
    movedAt = Date.now();
  }
  progress.end();
  return visitors;
}
