import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { describe, expect, test } from "vitest";
import { openJournal, readJournal, type Seen } from "./journal.js";
import { judgeRun } from "./verdict.js";

const seen = (sent: string[], acked: string[], rejected: string[] = []): Seen => ({
  sent: new Set(sent),
  acked: new Set(acked),
  rejected: new Set(rejected),
});
const once = (...ids: string[]) => new Map(ids.map((id) => [id, 1]));
const CLEAN = { lost: [], twice: [], neverSent: [], misjudged: [] };

describe("the checker", () => {
  test("has nothing to say when each acknowledged event is there once, whatever became of those that nobody answered", () => {
    expect(judgeRun(seen(["a", "b", "c", "dx"], ["a"], ["dx"]), once("a", "b"), once("dx"))).toEqual(CLEAN);
  });

  test("finds an acknowledged event that is not there", () => {
    expect(judgeRun(seen(["a", "b"], ["a", "b"]), once("b"), once())).toEqual({ ...CLEAN, lost: ["a"] });
  });

  test("finds a rejected event that was not kept", () => {
    expect(judgeRun(seen(["ax"], [], ["ax"]), once(), once())).toEqual({ ...CLEAN, lost: ["ax"] });
  });

  test("finds what is there twice, in one table or in both", () => {
    const verdict = judgeRun(seen(["a", "b", "cx"], ["a"], ["cx"]), new Map([...once("a", "cx"), ["b", 2]]), once("cx"));
    expect(verdict).toEqual({ ...CLEAN, twice: ["b", "cx"] });
  });

  test("finds what nobody sent", () => {
    expect(judgeRun(seen(["a"], []), once("a", "b"), once("c"))).toEqual({ ...CLEAN, neverSent: ["b", "c"] });
  });

  test("finds a valid event that was rejected, and an invalid one that was taken", () => {
    const verdict = judgeRun(seen(["a", "bx"], ["bx"], ["a"]), once("bx"), once("a"));
    expect(verdict).toEqual({ ...CLEAN, misjudged: ["a", "bx"] });
  });

  test("reads what was logged before and after the log was opened again", () => {
    const folder = mkdtempSync(`${tmpdir()}/waystitch-journal-`);
    const first = openJournal(`${folder}/journal`);
    first.note("sent", ["a", "b"]);
    first.close();
    const second = openJournal(`${folder}/journal`);
    second.note("acked", ["b"]);
    second.note("rejected", []);
    second.close();
    expect(readJournal(`${folder}/journal`)).toEqual(seen(["a", "b"], ["b"]));
    rmSync(folder, { recursive: true });
  });
});
