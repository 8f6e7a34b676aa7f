import { useSay } from '../text/use-text.tsx'
import { EmptyState } from '../ui/states.tsx'

/** For addresses that lead nowhere, and for what belongs to others. */
export const NotFoundPage = () => {
  const say = useSay()
  return (
    <EmptyState title={say('web.state.not-found')} action={<a href="/employer">{say('web.state.to-jobs')}</a>}>
      {say('web.state.not-found-text')}
    </EmptyState>
  )
}
