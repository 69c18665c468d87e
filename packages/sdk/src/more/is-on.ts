/** Whether the site owner has asked for it: an option is anything that a page says. */
export const isOn = (option: unknown): boolean => !!option && option !== "off";
