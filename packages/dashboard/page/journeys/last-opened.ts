let opened: string | null = null;

/** Id of the link that leads to a person. */
export const linkIdOf = (personId: string): string => `person-${personId}`;

/** Remembers whose journey was opened from the list. */
export function rememberOpened(personId: string): void {
  opened = personId;
}

/** Puts the focus back, once, on the person whose journey was looked at: whoever uses the keyboard goes on from there. */
export function returnFocus(): void {
  if (opened === null) return;
  document.getElementById(linkIdOf(opened))?.focus({ preventScroll: true });
  opened = null;
}
