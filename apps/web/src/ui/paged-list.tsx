import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useSay } from '../text/use-text.tsx'
import { Button } from './button.tsx'
import { QueryState } from './query-state.tsx'
import { EmptyState } from './states.tsx'

/** What was read of a list so far, with a button for more. `none`: said where it is empty; `children`: shows the items. */
export const PagedList = <Item,>({
  query,
  none,
  children,
}: {
  query: UseInfiniteQueryResult<InfiniteData<{ readonly items: readonly Item[] }>>
  none: string
  children: (items: readonly Item[]) => ReactNode
}) => {
  const say = useSay()
  return (
    <QueryState query={query}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items)
        if (items.length === 0) return <EmptyState title={none} />
        return (
          <>
            {children(items)}
            {query.hasNextPage && (
              <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {say('web.state.more')}
              </Button>
            )}
          </>
        )
      }}
    </QueryState>
  )
}
