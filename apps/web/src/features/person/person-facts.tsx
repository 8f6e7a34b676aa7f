import type { ApplicationView } from '@rolecall/contract/api/applications'
import { useSay, useText } from '../../text/use-text.tsx'
import css from './person-page.module.css'

/** What the person said of themselves; what they did not say is left out. */
export const PersonFacts = ({ application: { person, distanceBand } }: { application: ApplicationView }) => {
  const say = useSay()
  const text = useText()
  const work = person.work.map(({ occupation, experience }) => {
    const label = text.fact({ type: 'occupation', value: occupation })
    return experience === undefined ? label : `${label} (${text.fact({ type: 'experience', value: experience })})`
  })
  const licences = person.licences.filter(({ held }) => held)
  const facts = [
    [say('web.person.phone'), person.phone === undefined ? [] : [person.phone]],
    [say('web.person.work'), work],
    [say('web.person.town'), person.town === undefined ? [] : [person.town]],
    [say('web.person.distance'), distanceBand === undefined ? [] : [say(`web.distance.${distanceBand}`)]],
    [say('web.person.times'), person.times === undefined ? [] : [text.fact({ type: 'times', ...person.times })]],
    [
      say('web.person.languages'),
      person.languages.map(({ language, level }) => text.fact({ type: 'language', value: language, level })),
    ],
    [say('web.person.licences'), licences.map(({ licence }) => text.fact({ type: 'licence', value: licence }))],
    [say('web.person.reads'), person.answersOn === 'web' ? [say('web.person.reads-web')] : []],
    [say('web.person.skills'), person.skills.map((skill) => text.fact({ type: 'skill', value: skill }))],
  ] as const
  return (
    <dl className={css.facts}>
      {facts
        .filter(([, values]) => values.length > 0)
        .map(([name, values]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{values.join(' · ')}</dd>
          </div>
        ))}
    </dl>
  )
}
