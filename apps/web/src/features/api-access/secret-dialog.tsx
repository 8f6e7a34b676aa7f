import type { ApiClientWithSecret } from '@rolecall/contract/api/api-clients'
import { useState } from 'react'
import { useSay } from '../../text/use-text.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import css from './api-access-page.module.css'

/** The one time that a secret is shown. */
export const SecretDialog = ({ told, onClose }: { told: ApiClientWithSecret; onClose: () => void }) => {
  const say = useSay()
  return (
    <Dialog
      title={say('web.api.secret-title', { name: told.name })}
      onClose={onClose}
      actions={<Button onClick={onClose}>{say('web.api.done')}</Button>}
    >
      <p>{say('web.api.secret-text')}</p>
      <Shown id="client-id" label={say('web.api.id')} value={told.id} />
      <Shown id="client-secret" label={say('web.api.secret')} value={told.clientSecret} />
    </Dialog>
  )
}

/** To copy by a press; where the browser does not let it, the field is selected to be copied by hand. */
const Shown = ({ id, label, value }: { id: string; label: string; value: string }) => {
  const say = useSay()
  const [copied, setCopied] = useState(false)
  const copy = () =>
    navigator.clipboard.writeText(value).then(
      () => setCopied(true),
      () => document.querySelector<HTMLInputElement>(`#${id}`)?.select(),
    )
  return (
    <div className={css.shown}>
      <TextField id={id} label={label} value={value} readOnly autoComplete="off" spellCheck={false} />
      <Button onClick={() => void copy()} aria-label={say('web.api.copy', { what: label })}>
        {copied ? say('web.api.copied') : say('web.api.copy-short')}
      </Button>
    </div>
  )
}
