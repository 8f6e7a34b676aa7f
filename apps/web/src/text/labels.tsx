import type { Catalogue } from '@rolecall/text/phrase'
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { speak, TextProvider, useText } from './use-text.tsx'

const CatalogueContext = createContext<Catalogue>({})

/** Speaks one language inside, and lets parts of the page add names of occupations and skills. */
export const Speaking = (props: { catalogue: Catalogue; language: string; children: ReactNode }) => (
  <CatalogueContext value={props.catalogue}>
    <TextProvider text={speak(props.catalogue, props.language)}>{props.children}</TextProvider>
  </CatalogueContext>
)

/** Knows the names of occupations and skills, by id, for everything inside. */
export const Labelled = ({ labels, children }: { labels: Readonly<Record<string, string>>; children: ReactNode }) => {
  const catalogue = useContext(CatalogueContext)
  const { language } = useText()
  const text = useMemo(() => speak(catalogue, language, labels), [catalogue, language, labels])
  return <TextProvider text={text}>{children}</TextProvider>
}
