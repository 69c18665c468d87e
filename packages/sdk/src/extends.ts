/** Whether the page may load more parts: `waystitch-more.js`. The core script is built with `false`, and without all that asks. */
export const EXTENDS = true as boolean;
