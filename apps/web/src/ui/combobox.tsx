import { Combobox as Base } from '@base-ui/react/combobox'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSay, useText } from '../text/use-text.tsx'
import css from './combobox.module.css'
import { controlProps, Field, type FieldProps } from './field.tsx'
import { useRested } from './use-rested.ts'

export type Item = { readonly id: string; readonly label: string }

type ComboboxProps<Found extends Item> = FieldProps & {
  readonly value: Found | undefined
  readonly onChange: (value: Found | undefined) => void
  /** What the typed words name, likeliest first. */
  readonly find: (words: string, signal: AbortSignal) => Promise<readonly Found[]>
}

/** A field that suggests while one types; what counts is the suggestion that was chosen. */
export const Combobox = <Found extends Item>(props: ComboboxProps<Found>) => {
  const { id, label, hint, error, value, onChange } = props
  const [words, setWords] = useState('')
  const found = useSuggestions(props, words)
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <Base.Root
        items={found.items}
        value={value ?? null}
        onValueChange={(next) => onChange(next ?? undefined)}
        onInputValueChange={(next) => setWords(next)}
        itemToStringLabel={(item: Found) => item.label}
        isItemEqualToValue={(item, other) => item.id === other.id}
        filter={null}
        autoHighlight
      >
        <Base.Input {...controlProps(props)} autoComplete="off" />
        <Base.Portal>
          <Base.Positioner className={css.positioner} sideOffset={4}>
            <Base.Popup className={css.popup}>
              <Base.Status>{found.searching && <Note text="web.combobox.searching" />}</Base.Status>
              <Base.Empty>{found.nothing && <Note text="web.combobox.nothing" />}</Base.Empty>
              <Base.List>
                {(item: Found) => (
                  <Base.Item key={item.id} value={item} className={css.item}>
                    {item.label}
                  </Base.Item>
                )}
              </Base.List>
            </Base.Popup>
          </Base.Positioner>
        </Base.Portal>
      </Base.Root>
    </Field>
  )
}

const Note = ({ text }: { text: 'web.combobox.searching' | 'web.combobox.nothing' }) => (
  <p className={css.note}>{useSay()(text)}</p>
)

const useSuggestions = <Found extends Item>({ id, value, find }: ComboboxProps<Found>, typed: string) => {
  const { language } = useText()
  const words = useRested(typed.trim(), 200)
  const chosen = value !== undefined && words === value.label
  const { data, isFetching } = useQuery({
    queryKey: ['suggestions', id, language, words],
    queryFn: ({ signal }) => find(words, signal),
    enabled: words !== '' && !chosen,
    staleTime: 300_000,
    placeholderData: (previous) => previous,
  })
  const items = chosen ? [value] : words === '' ? [] : [...(data ?? [])]
  return { items, searching: isFetching, nothing: words !== '' && !isFetching && items.length === 0 }
}
