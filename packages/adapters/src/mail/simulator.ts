import type { Mailer } from '@rolecall/core/ports/mail'

/** Hands mails to the simulator's page. `url`: what takes them by POST, known once the server listens. */
export const simulatorMailer = (url: () => string): Mailer => ({
  send: async ({ id, to, subject, text }) => {
    try {
      const answer = await fetch(url(), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ id, to, subject, text }),
        signal: AbortSignal.timeout(10_000),
      })
      if (answer.ok) return { outcome: 'sent' }
      return { outcome: answer.status === 400 ? 'refused' : 'failed', error: `simulator ${answer.status}` }
    } catch {
      return { outcome: 'failed', error: 'simulator does not answer' }
    }
  },
})
