import type { SettingName, SettingsView } from '@rolecall/contract/api/settings'
import { useQuery } from '@tanstack/react-query'
import { settingsQuery, staffSessionQuery } from '../../api/operator-queries.ts'
import { useSay, useText } from '../../text/use-text.tsx'
import { Card } from '../../ui/card.tsx'
import { Page } from '../../ui/page.tsx'
import { QueryState } from '../../ui/query-state.tsx'
import { groups, heldOf, labelOf, shownOf, sourceOf } from './setting-words.ts'
import css from './settings.module.css'
import { SettingsForm } from './settings-form.tsx'

/** What the operator chose for the installation: administrators change it, auditors read it. */
export const SettingsPage = () => {
  const say = useSay()
  const changes = useQuery(staffSessionQuery).data?.staff?.role === 'administrator'
  return (
    <Page
      title={say('web.operator.settings.title')}
      lead={say(changes ? 'web.operator.settings.lead' : 'web.operator.settings.lead-read')}
    >
      <QueryState query={useQuery(settingsQuery)}>
        {(view) => (changes ? <SettingsForm view={view} /> : <SettingsList view={view} />)}
      </QueryState>
    </Page>
  )
}

const SettingsList = ({ view }: { view: SettingsView }) => {
  const say = useSay()
  return (
    <div className={css.groups}>
      {Object.entries(groups).map(([group, names]) => (
        <Card as="section" key={group} className={css.group}>
          <h2>{say(`web.operator.settings.group.${group}`)}</h2>
          <dl className={css.list}>
            {names.map((name) => (
              <Setting key={name} name={name} view={view} />
            ))}
          </dl>
        </Card>
      ))}
    </div>
  )
}

const Setting = ({ name, view }: { name: SettingName; view: SettingsView }) => {
  const text = useText()
  const held = heldOf(view, name)
  return (
    <div>
      <dt>{labelOf(name, text)}</dt>
      <dd>
        <bdi>{shownOf(name, held.value, text)}</bdi>
      </dd>
      <dd className={css.source}>{sourceOf(name, held, text)}</dd>
    </div>
  )
}
