import { JobDraft } from '@rolecall/contract/job'
import { compile } from 'html-to-text'
import { type FieldRefusal, type Refusal, refuse } from '../../refusal.ts'

type Texts = Pick<JobDraft, 'title' | 'description' | 'questions'>

/**
 * A posting whose texts are plain. Employers paste from word processors and other portals: what comes as HTML becomes its
 * words, with its lines and lists. A text without a tag that HTML knows is left alone, whatever signs it has. Refused where
 * too few words are left.
 */
export const plainPosting = <P extends Texts>(posting: P): P | Refusal => {
  const plain = {
    ...posting,
    title: oneLine(posting.title),
    description: { ...posting.description, text: plainText(posting.description.text) },
    questions: posting.questions.map((question) => ({ ...question, text: oneLine(question.text) })),
  }
  const errors = lengthErrors(plain)
  return errors.length > 0 ? refuse('invalid-fields', { errors }) : plain
}

const lengthErrors = ({ title, description, questions }: Texts): readonly FieldRefusal[] => {
  const left = JobDraft.pick({ title: true, description: true, questions: true }).safeParse({
    title,
    description,
    questions,
  })
  return (left.error?.issues ?? []).map(({ path, code }) => ({
    pointer: `/posting/${path.join('/')}`,
    code: code === 'too_big' ? 'too-long' : 'too-short',
  }))
}

/** The words of HTML; markup that was written as text in it is markup again, and goes too. */
export const plainText = (text: string): string => {
  let plain = text
  for (let round = 0; round < mostRounds && isMarkup(plain); round += 1) plain = toText(plain)
  return isMarkup(plain) ? plain.replace(/[<>]/g, ' ') : plain
}

const mostRounds = 5

const oneLine = (text: string): string => (isMarkup(text) ? plainText(text).replace(/\s+/g, ' ').trim() : text)

/** "pay < 500" and "<3" are words; a tag has a name that HTML knows right behind the sign, and ends. */
const isMarkup = (text: string): boolean =>
  text.matchAll(bracketed).some(([, inner = '']) => isTag(inner.toLowerCase()))
const bracketed = /<([^<>]+)>/g

const isTag = (inner: string): boolean => {
  if (inner.startsWith('!--') || inner.startsWith('!doctype')) return true
  const [name = ''] = (inner.startsWith('/') ? inner.slice(1) : inner).split(/[^a-z0-9-]/, 1)
  return knownTags.has(name) || inner.replace('/', '').startsWith('o:p')
}
const knownTags = new Set(
  `a article b base blockquote body br button code div em embed font form h1 h2 h3 h4 h5 h6 head hr html i iframe img input li
  link math meta object ol p pre script section small span strike strong style sub sup svg table tbody td template textarea
  th thead title tr u ul video audio`.split(/\s+/),
)

const toText = compile({
  wordwrap: false,
  limits: { maxInputLength: 20_000, maxDepth: 50 },
  selectors: [
    { selector: 'a', options: { ignoreHref: true } },
    ...['img', 'script', 'style', 'iframe', 'template', 'object', 'embed', 'svg', 'math', 'title', 'head'].map(
      (selector) => ({ selector, format: 'skip' }),
    ),
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
    { selector: 'table', format: 'block' },
    { selector: 'tr', format: 'block' },
    { selector: 'ul', options: { itemPrefix: '• ' } },
  ],
})
