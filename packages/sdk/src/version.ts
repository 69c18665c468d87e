/** Version of the script, sent with every event; the same as in package.json. */
export const VERSION = "0.1.0";
