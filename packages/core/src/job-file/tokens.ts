/** A number, a word or one sign of a text, and where it stands. */
export type Token = { readonly text: string; readonly start: number; readonly end: number }

export const tokensOf = (text: string): readonly Token[] =>
  [...text.matchAll(/\d+|\p{L}+|[^\s\d\p{L}]/gu)].map(({ 0: token, index }) => ({
    text: token,
    start: index,
    end: index + token.length,
  }))

/** Between two ends of a range. */
export const isDash = ({ text }: Token): boolean => '-–—~'.includes(text)
