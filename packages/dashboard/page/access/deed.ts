import { fill, type Names, nameIn } from "../words/words.js";

/** The words a deed is told in. */
export interface DeedWords {
  readonly details: Names;
  readonly everywhere: string;
  readonly users: Names;
  readonly by: Names;
  readonly kinds: Names;
  readonly keys: Names;
  /** Of a list as a file, whether it is the whole list. */
  readonly wholes: Names;
}

/** What the details of a deed say, in the order of the words; a detail nobody foresaw comes last, by its name. */
export function tellDetails(detail: Readonly<Record<string, unknown>>, words: DeedWords, roles: Names): readonly string[] {
  const valuesOf: Readonly<Record<string, Names>> = {
    user: words.users,
    role: roles,
    by: words.by,
    kind: words.kinds,
    key: words.keys,
    is_whole: words.wholes,
  };
  const order = Object.keys(words.details);
  const placeOf = (name: string): number => (order.includes(name) ? order.indexOf(name) : order.length);
  // The database keeps the names of details in an order of its own.
  const sorted = Object.entries(detail).sort(([one], [other]) => placeOf(one) - placeOf(other));
  return sorted.flatMap(([name, value]) => {
    if (name === "everywhere") return value === true ? [words.everywhere] : [];
    if (value === null || value === "") return [];
    const names = Object.hasOwn(valuesOf, name) ? valuesOf[name] : undefined;
    const said = nameIn(names ?? {}, String(value));
    const template = Object.hasOwn(words.details, name) ? words.details[name] : undefined;
    return [template === undefined ? `${name}: ${said}` : fill(template, { value: said })];
  });
}
