import { useState } from 'react'

/** The Idempotency-Key of what is about to be sent. */
export type RequestKey = {
  /** The same for the same content, however often it is sent: a double click, or again after a lost answer, makes one thing. */
  readonly of: (content: unknown) => string
  /** What was sent has its answer; the next is another one, even with the same content. */
  readonly done: () => void
}

export const createRequestKey = (newKey: () => string = () => crypto.randomUUID()): RequestKey => {
  let kept: { readonly content: string; readonly key: string } | undefined
  return {
    of: (content) => {
      const text = JSON.stringify(content)
      if (kept?.content !== text) kept = { content: text, key: newKey() }
      return kept.key
    },
    done: () => {
      kept = undefined
    },
  }
}

/** One for each form on the screen. */
export const useRequestKey = (): RequestKey => useState(() => createRequestKey())[0]
