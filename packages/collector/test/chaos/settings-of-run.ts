/** A number of the environment, or what is meant without one. */
export function numberOf(name: string, otherwise: number): number {
  const text = process.env[name]?.trim();
  if (!text) return otherwise;
  const value = Number(text.replaceAll("_", ""));
  if (!Number.isFinite(value) || value < 0) throw new Error(`${name} is ${JSON.stringify(text)}: set it to a number.`);
  return value;
}
