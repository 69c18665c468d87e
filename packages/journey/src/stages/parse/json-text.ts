import { createScanner, type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";

export type JsonNode = Node;

/** Something wrong at an offset of a text. */
export interface Finding {
  readonly offset: number;
  readonly path: string;
  readonly message: string;
}

const MAX_LENGTH = 65_536;
/** The deepest thing of a model is the condition of a trigger, at 8. */
const MAX_DEPTH = 16;

const OPENS: ReadonlyMap<string, string> = new Map([
  ["}", "{"],
  ["]", "["],
]);

/** What to do about each error that jsonc-parser knows, by its name there. */
const SYNTAX: ReadonlyMap<string, string> = new Map([
  ["InvalidSymbol", "this is no JSON: put text in double quotes; the only bare words are true, false and null"],
  ["InvalidNumberFormat", "this is no number in JSON"],
  ["PropertyNameExpected", "a name in double quotes must stand here"],
  ["ValueExpected", "a value must stand here"],
  ["ColonExpected", "put a colon between the name and its value"],
  ["CommaExpected", "put a comma before this"],
  ["CloseBraceExpected", "close the object with }"],
  ["CloseBracketExpected", "close the list with ]"],
  ["EndOfFileExpected", "nothing may follow the model: remove this"],
  ["InvalidCommentToken", "JSON has no comments: remove this one"],
  ["UnexpectedEndOfComment", "JSON has no comments: remove this one"],
  ["UnexpectedEndOfString", "close the text with a double quote on the same line"],
  ["UnexpectedEndOfNumber", "finish this number"],
  ["InvalidUnicode", "write four digits from 0 to f after \\u"],
  ["InvalidEscapeCharacter", 'after a backslash may only stand one of " \\ / b f n r t u'],
  ["InvalidCharacter", "text must not hold control characters"],
]);

const TRAILING_COMMA = "remove the comma before this bracket";

/** Slips after which the rest of the text is still read as it was meant. */
const HARMLESS: ReadonlySet<string> = new Set(
  ["CommaExpected", "EndOfFileExpected", "InvalidCommentToken", "InvalidUnicode", "InvalidEscapeCharacter", "InvalidCharacter"].map(
    (code) => SYNTAX.get(code) ?? "",
  ),
).add(TRAILING_COMMA);

function findingOf(text: string, { error, offset }: ParseError): Finding {
  const isTrailing = /[}\]]/.test(text.charAt(offset)) && text.slice(0, offset).trimEnd().endsWith(",");
  const isEnd = text.trim() !== "" && text.slice(offset).trim() === "";
  const known = isEnd ? "the text breaks off here: close what is open" : SYNTAX.get(printParseErrorCode(error));
  return { offset, path: "", message: isTrailing ? TRAILING_COMMA : (known ?? "this is no JSON") };
}

/** Errors that only repeat the one before: at the same place, or right behind a word that is no value. */
function isEcho(text: string, { offset }: ParseError, before: ParseError | undefined): boolean {
  if (before === undefined || before.offset === offset) return before !== undefined;
  const isWord = printParseErrorCode(before.error) === "InvalidSymbol";
  return isWord && text.slice(before.offset + before.length, offset).trim() === "";
}

/**
 * Where brackets first nest deeper than a model can. Found without recursion, which such a text might exhaust. As in
 * jsonc-parser, a bracket closes only one of its own kind: others are noise, behind which nesting goes on.
 */
function tooDeepAt(text: string): number | null {
  const scanner = createScanner(text, true);
  const open: string[] = [];
  for (scanner.scan(); scanner.getTokenOffset() < text.length; scanner.scan()) {
    const offset = scanner.getTokenOffset();
    const bracket = scanner.getTokenLength() === 1 ? text.charAt(offset) : "";
    if (bracket === "{" || bracket === "[") open.push(bracket);
    else if (bracket !== "" && open.at(-1) === OPENS.get(bracket)) open.pop();
    if (open.length > MAX_DEPTH) return offset;
  }
  return null;
}

/** A text read as JSON, as far as it goes. */
export interface JsonText {
  readonly root: JsonNode | undefined;
  /** What is wrong with it as JSON, whatever it says. */
  readonly findings: readonly Finding[];
  /** Parts of it may have been lost in reading. */
  readonly isTorn: boolean;
}

/** Reads JSON into a tree with offsets. */
export function readJson(text: string): JsonText {
  const refuse = (offset: number, message: string) => ({ root: undefined, findings: [{ offset, path: "", message }], isTorn: true });
  if (text.length > MAX_LENGTH) return refuse(MAX_LENGTH, `a model has at most ${MAX_LENGTH} characters; this text has ${text.length}`);
  const deep = tooDeepAt(text);
  if (deep !== null) return refuse(deep, `brackets nest deeper than ${MAX_DEPTH} here; no part of a model lies so deep`);
  const errors: ParseError[] = [];
  // Editors on Windows may begin a file with a mark that is no part of its text.
  const root = parseTree(text.replace(/^\uFEFF/, " "), errors, { disallowComments: true, allowTrailingComma: false });
  const findings = errors.filter((error, index) => !isEcho(text, error, errors[index - 1])).map((error) => findingOf(text, error));
  return { root, findings, isTorn: findings.some(({ message }) => !HARMLESS.has(message)) };
}

/** Line and column of an offset, both from 1; a column is a UTF-16 unit, as editors count. */
export function positionsIn(text: string): (offset: number) => { readonly line: number; readonly column: number } {
  const starts = [0, ...Array.from(text.matchAll(/\r\n|\r|\n/g), (end) => end.index + end[0].length)];
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}
