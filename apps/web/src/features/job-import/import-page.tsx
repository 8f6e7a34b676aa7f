import type { ImportPreview } from '@rolecall/contract/api/job-import'
import { useEffect, useRef, useState } from 'react'
import { useParams } from 'react-router'
import { useText } from '../../text/use-text.tsx'
import { Skeleton } from '../../ui/states.tsx'
import { CheckStep } from './check-step.tsx'
import { ChooseStep } from './choose-step.tsx'
import { type Choices, linesToMake } from './lines.ts'
import { MakeStep } from './make-step.tsx'

type Step =
  | { readonly at: 'choose' }
  | { readonly at: 'check'; readonly preview: ImportPreview; readonly choices: Choices }
  | { readonly at: 'make'; readonly preview: ImportPreview; readonly choices: Choices; readonly publish: boolean }

/** A file is chosen, what was understood of it is checked, and the jobs are made. */
export const ImportPage = () => {
  // Only the document of this page brings its sentences; who came here from another one gets it.
  const isTold = useText().has('web.import.title')
  useEffect(() => {
    if (!isTold) window.location.reload()
  }, [isTold])
  return isTold ? <Steps /> : <Skeleton />
}

const Steps = () => {
  const { organisationId = '' } = useParams()
  const [step, setStep] = useState<Step>({ at: 'choose' })
  useFocusOnStep(step.at)
  const begin = () => setStep({ at: 'choose' })
  switch (step.at) {
    case 'choose':
      return (
        <ChooseStep
          organisationId={organisationId}
          onRead={(preview) => setStep({ at: 'check', preview, choices: {} })}
        />
      )
    case 'check':
      return (
        <CheckStep
          preview={step.preview}
          choices={step.choices}
          choose={(line, choice) =>
            setStep({ ...step, choices: { ...step.choices, [line]: { ...step.choices[line], ...choice } } })
          }
          make={(publish) => setStep({ ...step, at: 'make', publish })}
          again={begin}
        />
      )
    case 'make':
      return (
        <MakeStep
          organisationId={organisationId}
          preview={step.preview}
          choices={step.choices}
          lines={linesToMake(step.preview.rows, step.choices)}
          publish={step.publish}
          again={begin}
        />
      )
    default:
      return step satisfies never
  }
}

/** What was pressed is gone with the step before: the next begins on top, with the focus on its content. */
const useFocusOnStep = (at: Step['at']): void => {
  const last = useRef(at)
  useEffect(() => {
    if (last.current === at) return
    last.current = at
    window.scrollTo(0, 0)
    document.getElementById('main')?.focus({ preventScroll: true })
  }, [at])
}
