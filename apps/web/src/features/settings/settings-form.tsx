import { routes } from '@rolecall/contract/api/routes'
import { type ChangeSettings, SettingName, type SettingsView } from '@rolecall/contract/api/settings'
import type { Text } from '@rolecall/text/format'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useMemo, useState } from 'react'
import { ApiProblem, call } from '../../api/client.ts'
import { settingsQuery } from '../../api/operator-queries.ts'
import { readAnew } from '../../api/read-anew.ts'
import { problemText } from '../../text/problem-text.ts'
import { useSay, useText } from '../../text/use-text.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { ErrorSummary, type FormError } from '../../ui/error-summary.tsx'
import { SettingField } from './setting-field.tsx'
import { type Draft, groups, heldOf, labelOf, mendsOf, readDraft, shownOf, typedOf } from './setting-words.ts'
import css from './settings.module.css'

/** All settings in one form. What was typed stays until it is saved, also where somebody else was quicker. */
export const SettingsForm = ({ view }: { view: SettingsView }) => {
  const say = useSay()
  const text = useText()
  const [draft, setDraft] = useState<Draft>({})
  const [said, setSaid] = useState('')
  const [wrong, setWrong] = useState<Draft>({})
  const save = useSave(view)
  const type = (name: SettingName, typed: string) => {
    setDraft({ ...draft, [name]: typed })
    setSaid('')
  }
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (save.isPending) return
    const { values, errors } = readDraft(differing(draft, view, text), text)
    save.reset()
    setWrong(errors)
    setSaid('')
    if (Object.keys(errors).length > 0) return
    if (Object.keys(values).length === 0) return setSaid(say('web.operator.settings.nothing'))
    save.mutate(
      { values, putBack: [] },
      {
        onSuccess: () => {
          setDraft({})
          setSaid(say('web.operator.settings.saved'))
        },
      },
    )
  }
  const putBack = (name: SettingName) => {
    const { value, fallback } = heldOf(view, name)
    setWrong({})
    save.mutate(
      { values: {}, putBack: [name] },
      {
        onSuccess: () => {
          setDraft(Object.fromEntries(Object.entries(draft).filter(([other]) => other !== name)))
          const values = { setting: labelOf(name, text), now: shownOf(name, fallback.value, text) }
          setSaid(say('web.operator.settings.put-back', { ...values, old: shownOf(name, value, text) }))
          // Its button is gone.
          document.getElementById(name)?.focus()
        },
      },
    )
  }
  const { summary, byField } = useErrors(wrong, save.error)
  return (
    <form className={css.groups} onSubmit={submit} noValidate>
      <ErrorSummary errors={summary} />
      {Object.entries(groups).map(([group, names]) => (
        <Card as="section" key={group} className={css.group}>
          <h2>{say(`web.operator.settings.group.${group}`)}</h2>
          {names.map((name) => (
            <SettingField
              key={name}
              name={name}
              held={heldOf(view, name)}
              typed={draft[name] ?? typedOf(view.values[name], text)}
              error={byField[name]}
              onType={(typed) => type(name, typed)}
              onPutBack={() => !save.isPending && putBack(name)}
            />
          ))}
        </Card>
      ))}
      <div className={css.bar}>
        <Button type="submit" look="primary" busy={save.isPending}>
          {say('web.operator.settings.save')}
        </Button>
        <p role="status">{said}</p>
      </div>
    </form>
  )
}

/** Sends the revision that was read with it; where somebody else was quicker, what holds now is read. */
const useSave = (view: SettingsView) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (change: Omit<ChangeSettings, 'revision'>) =>
      call(routes.changeSettings, { body: { revision: view.revision, ...change } }),
    onSuccess: (now: SettingsView) => client.setQueryData(settingsQuery.queryKey, now),
    onError: (error: Error) =>
      error instanceof ApiProblem && error.code === 'conflict' ? readAnew(client, settingsQuery.queryKey) : undefined,
  })
}

/** What was typed and is not what holds. */
const differing = (draft: Draft, view: SettingsView, text: Text): Draft =>
  Object.fromEntries(
    SettingName.options.flatMap((name) => {
      const typed = draft[name]
      return typed === undefined || typed === typedOf(view.values[name], text) ? [] : [[name, typed]]
    }),
  )

/** What was wrong before it was sent, or what the server refused. */
const useErrors = (wrong: Draft, refused: Error | null) => {
  const text = useText()
  return useMemo(() => {
    const pointers = refused instanceof ApiProblem ? refused.errors.map(({ pointer }) => pointer.split('/')[2]) : []
    const byField: Draft = { ...mendsOf((name) => pointers.includes(name), text), ...wrong }
    const lines = SettingName.options.flatMap((name): readonly FormError[] => {
      const message = byField[name]
      if (message === undefined) return []
      const line = { key: 'web.form.error-line', values: { field: labelOf(name, text), message } }
      return [{ fieldId: name, message: text.say(line) }]
    })
    const isConflict = refused instanceof ApiProblem && refused.code === 'conflict'
    const message = isConflict ? text.say({ key: 'web.operator.settings.conflict' }) : problemText(refused, text)
    return { byField, summary: lines.length === 0 && refused !== null ? [{ fieldId: 'operatorName', message }] : lines }
  }, [wrong, refused, text])
}
