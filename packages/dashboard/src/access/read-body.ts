type Fields = Readonly<Record<string, unknown>>;

/** The fields of a JSON body, or none when it is no object. */
export const fieldsOf = (body: unknown): Fields =>
  typeof body === "object" && body !== null && !Array.isArray(body) ? (body as Fields) : {};

/** The first field that is not among those a route knows, so that a misspelt one is not passed over. */
export const findUnknownField = (fields: Fields, known: readonly string[]): string | null =>
  Object.keys(fields).find((name) => !known.includes(name)) ?? null;
