/** The parts of the bench, each with a section of the result of its own. */
export const matchParts = ['engine', 'pairs', 'peers'] as const
export type MatchPart = (typeof matchParts)[number]
export type Sections = Partial<Readonly<Record<MatchPart, string>>>

const headings: Readonly<Record<MatchPart, string>> = {
  engine: '# Matching',
  pairs: '## Every job against everyone',
  peers: '## Beside other engines',
}

/** The result of an earlier run with the sections of this one in place of its own. */
export const withSections = (earlier: string, sections: Sections): string =>
  matchParts.flatMap((part) => sections[part] ?? sectionOf(earlier, part) ?? []).join('\n\n')

/** Without the last line, which names the machine. */
const sectionOf = (result: string, part: MatchPart): string | undefined =>
  result
    .replace(/\n\nNode v[^\n]*\n$/, '')
    .split(/\n\n(?=## )/)
    .find((section) => section.startsWith(`${headings[part]}`))
