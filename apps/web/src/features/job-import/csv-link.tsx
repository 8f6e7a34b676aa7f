import { type ReactNode, useEffect, useState } from 'react'
import { useText } from '../../text/use-text.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { csvOf, separatorOf } from './csv.ts'

/** A link that saves rows as a CSV file, made in the browser when it is pressed or focused. */
export const CsvLink = ({
  rows,
  name,
  children,
}: {
  rows: readonly (readonly string[])[]
  name: string
  children: ReactNode
}) => {
  const text = useText()
  const content = csvOf(rows, separatorOf(text.say({ key: 'language.locale' })))
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([content], { type: 'text/csv' }))
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [content])
  return (
    <ButtonLink look="secondary" href={address} download={name}>
      {children}
    </ButtonLink>
  )
}
