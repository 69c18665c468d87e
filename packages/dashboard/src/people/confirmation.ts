const CHARACTERS = 4;

/**
 * What an owner types before somebody is erased: the last characters of that person's id. Not a word, which would be spelt in several ways
 * in Vietnamese, and be the same for everybody.
 */
export const confirmationOf = (personId: string): string => personId.slice(-CHARACTERS);
