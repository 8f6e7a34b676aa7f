/** As a guesser's list has it: small letters and digits. */
export const plainOf = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
