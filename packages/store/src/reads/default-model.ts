/** The stage model whose stage and step stand in `journeys`. */
export const DEFAULT_MODEL = "inbound";
