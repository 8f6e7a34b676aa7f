/** A piece of HTML whose texts are escaped. */
export type Markup = { readonly markup: string }

type Piece = string | number | Markup | readonly Markup[]

/** HTML from a template: what is put in is escaped, unless it is a piece of HTML itself. Attributes need double quotes. */
export const html = (literals: TemplateStringsArray, ...pieces: readonly Piece[]): Markup => ({
  markup: literals.map((literal, at) => `${literal}${at < pieces.length ? textOf(pieces[at] ?? '') : ''}`).join(''),
})

const textOf = (piece: Piece): string => {
  if (typeof piece === 'string' || typeof piece === 'number') return escaped(String(piece))
  return 'markup' in piece ? piece.markup : piece.map(({ markup }) => markup).join('\n')
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign)
