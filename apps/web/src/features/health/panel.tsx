import { type ReactNode, useId } from 'react'
import { useSay } from '../../text/use-text.tsx'
import { Card } from '../../ui/card.tsx'
import css from './health.module.css'

/** A part of the page, under its heading. */
export const Panel = ({ title, children }: { title: string; children: ReactNode }) => {
  const id = useId()
  return (
    <Card as="section" className={css.panel} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </Card>
  )
}

/** A table whose rows stand one below the other on a phone; where it is too wide all the same it scrolls, by keyboard too. The first cell of each row names it. */
export const Table = ({
  title,
  columns,
  rows,
}: {
  title: string
  columns: readonly string[]
  rows: readonly Row[]
}) => {
  const say = useSay()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached without a mouse.
    <section className={css.scroll} tabIndex={0} aria-label={say('web.operator.health.table', { title })}>
      <table className={css.table}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells: [first, ...rest] }) => (
            <tr key={key}>
              <th scope="row">{first}</th>
              {rest.map((cell, at) => (
                <td key={columns[at + 1]} data-column={columns[at + 1]}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

export type Row = { readonly key: string; readonly cells: readonly ReactNode[] }
