import { spawnSync } from "node:child_process";
import { statfs } from "node:fs/promises";

/** A disk of its own for one folder, which can be full. */
export interface SmallDisk {
  /** Takes away all room that is left. */
  fill(): Promise<void>;
  free(): Promise<void>;
  /** Nothing may be open on it any more. */
  remove(): void;
}

/** Room in memory that is only taken when it is used. */
const SIZE_MB = 6 * 1024;

const mount = (...args: string[]): boolean => spawnSync("mount", args, { stdio: "ignore" }).status === 0;

/**
 * Lays a file system in memory over an empty folder. To fill it, it is made as small as what it holds.
 * @returns `null` where this process may not mount, or has no Linux
 */
export function mountSmallDisk(folder: string): SmallDisk | null {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return null;
  if (!mount("-t", "tmpfs", "-o", `size=${SIZE_MB}m,mode=755`, "tmpfs", folder)) return null;
  return {
    async fill() {
      for (let attempt = 0; attempt < 20; attempt++) {
        const { blocks, bfree, bsize } = await statfs(folder);
        // What was written since the question does not fit, and the mount is refused: then ask again.
        if (mount("-o", `remount,size=${(blocks - bfree) * bsize}`, folder)) return;
      }
      throw new Error(`the disk at ${folder} does not get smaller`);
    },
    async free() {
      if (!mount("-o", `remount,size=${SIZE_MB}m`, folder)) throw new Error(`the disk at ${folder} does not get larger`);
    },
    remove() {
      spawnSync("umount", ["--lazy", folder], { stdio: "ignore" });
    },
  };
}
