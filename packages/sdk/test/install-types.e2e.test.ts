import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openWorkshop, PROJECTS, type ProjectName, type Workshop } from "./install-projects.js";

let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(() => workshop.close());

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  jsx: ts.JsxEmit.ReactJSX,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
  types: [],
};

/** A component's script alone: its template is checked by running it. */
const scriptOf = (component: string): string => /<script[^>]*>([\s\S]*?)<\/script>/.exec(component)?.[1] ?? "";

function problemsOf(project: string): string[] {
  const names = readdirSync(project, { recursive: true, encoding: "utf8" });
  for (const name of names.filter((file) => file.endsWith(".vue")))
    writeFileSync(join(project, `${name}.script.ts`), scriptOf(readFileSync(join(project, name), "utf8")));
  const files = readdirSync(project, { recursive: true, encoding: "utf8" }).filter((file) => /\.tsx?$/.test(file));
  const program = ts.createProgram(
    files.map((file) => join(project, file)),
    OPTIONS,
  );
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ file, messageText }) => `${file?.fileName.replace(project, "")}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`);
}

const CASES = (Object.keys(PROJECTS) as ProjectName[]).flatMap((name) => (["tag", "module"] as const).map((way) => [name, way] as const));

test.each(CASES)("The pages' %s project with the %s has the types it should", (name, way) => {
  const project = workshop.write(name, way, "https://events.example.com");
  expect(problemsOf(project)).toEqual([]);
});

test.each(["tag", "module"] as const)("With the %s, a wrong property or name of an event is an error", (way) => {
  const project = workshop.write("react", way, "https://events.example.com");
  writeFileSync(
    join(project, "src/wrong.ts"),
    `import { waystitch } from "./waystitch";
    waystitch()?.track("Quiz Finished", { form: "round" });
    waystitch()?.track("Quiz Finishd", { shape: "round" });
    waystitch()?.track("Product Added", { name: "Mai" });`,
  );
  expect(problemsOf(project)).toEqual(Array(3).fill(expect.stringContaining("/src/wrong.ts: ")));
});
