import { Fragment, type ReactNode } from 'react'

const pattern = /(https?:\/\/[^\s]+[^\s.,;:!?)])|\*(\S(?:[^*\n]*\S)?)\*|_(\S(?:[^_\n]*\S)?)_(?=\s|$|[.,;:!?])/g

/** A message's text with what WhatsApp marks: links, *bold*, _italic_. */
export function RichText({ text }: { text: string }) {
  const parts: ReactNode[] = []
  let from = 0
  for (const match of text.matchAll(pattern)) {
    const [whole, url, bold, italic] = match
    parts.push(text.slice(from, match.index))
    if (url !== undefined) parts.push(<ChatLink url={url}>{url}</ChatLink>)
    else if (bold !== undefined) parts.push(<strong>{bold}</strong>)
    else parts.push(<em>{italic}</em>)
    from = match.index + whole.length
  }
  parts.push(text.slice(from))
  // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change places
  return parts.map((part, index) => <Fragment key={index}>{part}</Fragment>)
}

/** Opens in a new tab; what leads to a chat on WhatsApp leads to this page instead. */
export function ChatLink({
  url,
  className,
  children,
}: {
  url: string
  className?: string | undefined
  children: ReactNode
}) {
  return (
    <a className={className} href={simulated(url)} target="_blank" rel="noreferrer">
      {children}
    </a>
  )
}

function simulated(url: string): string {
  const parsed = URL.parse(url)
  if (parsed === null || !['http:', 'https:'].includes(parsed.protocol)) return '#'
  return parsed.hostname === 'wa.me' ? `/simulator/${parsed.search}` : url
}
