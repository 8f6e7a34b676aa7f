import { isKnownHere, knowsPasskeys, makePasskey, signWithPasskey } from './passkeys/ceremony.ts'

/**
 * Passkeys on a person's pages, which else have no script. A form with `data-passkey` asks its `data-begin` for a challenge,
 * the browser for the passkey, and is then sent as any form. Without this it stays hidden.
 */
const start = (form: HTMLFormElement): void => {
  form.hidden = false
  let busy = false
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (busy) return
    busy = true
    say(form, '')
    answer(form)
      .then((fields) => send(form, fields))
      .catch((error: unknown) => say(form, (isKnownHere(error) ? form.dataset.known : form.dataset.failed) ?? ''))
      .finally(() => {
        busy = false
      })
  })
}

const answer = async (form: HTMLFormElement): Promise<object> => {
  const response = await fetch(form.dataset.begin ?? '', { method: 'POST', body: new URLSearchParams() })
  if (!response.ok) throw new Error(`${response.status}`)
  const options = await response.json()
  return form.dataset.passkey === 'create' ? makePasskey(options) : signWithPasskey(options)
}

const send = (form: HTMLFormElement, fields: object): void => {
  for (const [name, value] of Object.entries(fields)) {
    const input = document.createElement('input')
    input.type = 'hidden'
    input.name = name
    input.value = Array.isArray(value) ? value.join(' ') : String(value)
    form.append(input)
  }
  form.submit()
}

const say = (form: HTMLFormElement, text: string): void => {
  const problem = form.querySelector('[role=alert]')
  if (problem !== null) problem.textContent = text
}

if (knowsPasskeys()) for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) start(form)
