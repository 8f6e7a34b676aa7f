/** A word of a text: folded, and where it stands in the text as it was written. */
export interface Token {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** Letters that do not decompose. */
export const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ı: 'i',
  þ: 'th',
  ə: 'e',
  '@': 'o',
}

/** `text` in lower case without Latin diacritics; each run of other characters is one space. */
export function fold(text: string): string {
  return tokenise(text)
    .map((token) => token.text)
    .join(' ')
}

/** The words of `text`. An apostrophe inside a word is dropped (`cook's` is `cooks`); `@` reads as `o` (`cociner@s`). */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = []
  for (const match of text.matchAll(/[\p{L}\p{N}][\p{L}\p{M}\p{N}@'’ʻʼ]*/gu)) {
    const folded = foldWord(match[0])
    if (folded !== '') tokens.push({ text: folded, start: match.index, end: match.index + match[0].length })
  }
  return tokens
}

function foldWord(word: string): string {
  if (/^[a-z0-9]+$/.test(word)) return word
  return word
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f'’ʻʼ]/g, '')
    .replace(/[ßæœøđðłıþə@]/g, (letter) => plainLetters[letter] ?? letter)
    .normalize('NFC')
}
