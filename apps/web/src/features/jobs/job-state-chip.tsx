import type { JobState } from '@rolecall/contract/job'
import { useSay } from '../../text/use-text.tsx'
import { Chip } from '../../ui/chip.tsx'

export const JobStateChip = ({ state }: { state: JobState }) => (
  <Chip tone={state === 'open' ? 'act' : state === 'paused' || state === 'draft' ? 'check' : undefined}>
    {useSay()(`web.job-state.${state}`)}
  </Chip>
)
