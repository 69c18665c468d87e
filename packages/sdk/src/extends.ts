/**
 * Whether the script can be extended by what stands in `more/`: the full script and the module can. The tag's and the core script are
 * built with `false`, and without all that it takes.
 */
export const EXTENDS = true as boolean;

/** Whether the script itself honours Do Not Track and counts those who do not consent. The tag's script leaves that to the full one. */
export const COUNTS = true as boolean;
