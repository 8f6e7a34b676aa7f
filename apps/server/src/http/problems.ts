import type { FieldErrorCode, ProblemCode } from '@rolecall/contract/api/problem-code'
import type { Problem } from '@rolecall/contract/problem'
import type { FastifyReply } from 'fastify'
import type { FieldRefusal, Refusal } from '../refusal.ts'

/** The one place that says what a code means in HTTP. Titles are for developers; pages say `problem.<code>` to people. */
const meanings: Readonly<Record<ProblemCode, readonly [status: number, title: string]>> = {
  'bad-request': [400, 'The request is not well formed'],
  'bad-json': [400, 'The body is not JSON that can be taken'],
  'invalid-fields': [400, 'Some fields need another value'],
  'not-signed-in': [401, 'Nobody is signed in'],
  'wrong-credentials': [401, 'The e-mail or the password is wrong'],
  'cross-site': [403, 'The request came from another site'],
  'not-allowed': [403, 'Your role does not allow this'],
  'not-vetted': [403, 'The organisation may not publish yet'],
  'not-found': [404, 'There is nothing here'],
  conflict: [409, 'Someone else changed it in between'],
  'job-state': [409, 'The job is in a state that does not allow this'],
  'job-not-open': [409, 'The job is not open'],
  'job-full': [409, 'All openings of the job are filled'],
  'application-state': [409, 'The application is in a state that does not allow this'],
  'job-taken-down': [403, 'A moderator took the job down'],
  'messages-closed': [409, 'The person does not take messages'],
  'wait-for-answer': [409, 'The person has not answered the messages of today yet'],
  'report-decided': [409, 'The report was decided already, or not so'],
  'already-invited': [409, 'The person was invited to this job already'],
  'already-applied': [409, 'The person applied for this job already'],
  'alerts-off': [409, 'The person wants no messages that they did not ask for'],
  'idempotency-key-reused': [422, 'The Idempotency-Key belongs to another request'],
  'made-already': [
    409,
    'This request made it already, and its secret was told once: give it a new secret, or take it away',
  ],
  'case-taken': [409, 'Someone else has the case'],
  'case-not-taken': [409, 'You do not have the case'],
  'case-closed': [409, 'The case is closed'],
  'case-with-bot': [409, 'The person went back to the bot'],
  'window-closed': [409, 'The person wrote more than 24 hours ago'],
  'window-open': [409, 'The person wrote within 24 hours, or was asked to within them'],
  'person-stopped': [409, 'The person wants no messages'],
  'link-over': [410, 'The link was used, or its time is over'],
  'mail-off': [403, 'This installation sends no mail'],
  'already-member': [409, 'They are a member already'],
  'last-owner': [409, 'An organisation keeps at least one owner'],
  'passkey-refused': [401, 'The passkey did not work'],
  'sign-in-again': [403, 'This asks for a sign-in that is not old'],
  'task-erased': [409, 'What the task worked on was erased'],
  'last-factor': [409, 'It is the only way that they sign in with'],
  'too-many-clients': [409, 'An organisation has so many API clients at most'],
  'insufficient-scope': [403, 'The token does not have the scope for this'],
  'too-large': [413, 'The body is too large'],
  'unsupported-media-type': [415, 'The body must be application/json'],
  'rate-limited': [429, 'Too many attempts; wait a while'],
  internal: [500, 'Something went wrong on our side'],
  unavailable: [503, 'Not available at the moment; try again'],
}

const fieldTitles: Readonly<Record<FieldErrorCode, string>> = {
  required: 'is missing',
  invalid: 'has a value that cannot be taken',
  'unknown-field': 'is not a field of this body',
  'too-short': 'is too short',
  'too-long': 'is too long',
  'too-small': 'is too small',
  'too-large': 'is too large',
  'too-few': 'has too few entries',
  'too-many': 'has too many entries',
  'pay-range': 'ends below where it starts',
  'in-the-past': 'is over already',
  'too-far-ahead': 'is more than a year ahead',
  'unknown-occupation': 'is not an occupation that we know',
  'unknown-skill': 'is not a skill that we know',
  'unknown-currency': 'is not a currency',
  'unknown-time-zone': 'is not a time zone',
  'below-hired': 'is below the number of people hired already',
  'easy-password': 'is easy to guess',
  'wrong-password': 'is not the password',
  'short-without-code':
    'is right, but an employer needs fifteen characters: set a longer one by the link of a mail (POST /password/forgotten)',
  workbook: 'is a workbook, not a table as text: save it as CSV',
  'not-text': 'is not text',
  'no-columns': 'has no column in its first line that we know',
  'no-lines': 'has no lines below the first',
  'too-many-lines': 'has too many lines',
  'too-many-columns': 'has too many columns',
  'too-many-cells': 'has more cells than the first line',
  'open-quote': 'opens a quotation mark that is never closed',
  'unknown-place': 'is not a place that we know',
  'ambiguous-date': 'is a date whose day and month cannot be told apart',
}

export const statusOf = (code: ProblemCode): number => meanings[code][0]

export const problemOf = ({ refused, errors, made }: Refusal): Problem => {
  const [status, title] = meanings[refused]
  return {
    type: 'about:blank',
    title,
    status,
    code: refused,
    ...(made === undefined ? {} : { made }),
    ...(errors === undefined ? {} : { errors: errors.map(fieldProblem) }),
  }
}

const fieldProblem = ({ pointer, code, bound, mend }: FieldRefusal) => {
  const title = bound === undefined ? fieldTitles[code] : `${fieldTitles[code]}: ${boundIs(code)} ${bound}`
  return { pointer, code, detail: mend === undefined ? title : `${title}: ${mend}` }
}

const boundIs = (code: FieldErrorCode): string => (/too-(small|short|few)/.test(code) ? 'at least' : 'at most')

/** Answers with problem details (RFC 9457). */
export const sendProblem = (reply: FastifyReply, refusal: Refusal): FastifyReply =>
  withStatusOf(reply, refusal)
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send(problemOf(refusal))

/** Gives an answer the status of a refusal, and says when to come again where that is known. */
export const withStatusOf = (reply: FastifyReply, { refused, retryAfterSeconds }: Refusal): FastifyReply => {
  if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds))
  return reply.code(statusOf(refused))
}
