/** Whether a value is no primitive. */
export const isObject = (value: unknown): value is object => Object(value) === value;
