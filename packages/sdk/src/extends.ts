/**
 * Whether the script can be extended by what stands in `more/`: the full script and the module can. The tag's and the core script are
 * built with `false`, and without all that it takes.
 */
export const EXTENDS = true as boolean;
