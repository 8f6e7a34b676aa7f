import type { Vectors } from '@rolecall/taxonomy/vectors/vector-table'
import { createBm25 } from './bm25.ts'
import { createCharacterTfidf } from './character-tfidf.ts'
import { createCosine } from './cosine.ts'

export const methods = ['mix', 'vectors', 'tfidf', 'bm25'] as const
export type Method = (typeof methods)[number]
export type ByMethod<Value> = Readonly<Record<Method, Value>>
export type Scores = ByMethod<Float32Array>

/** What stands for Rolecall in every set: fixed, never chosen by a result. */
export const official: Method = 'mix'
export const lexical: readonly Method[] = ['tfidf', 'bm25']
/** How much of the mix is character TF-IDF; the rest is the cosine of the vectors. */
export const lexicalShare = 0.1

export const methodNames: ByMethod<string> = {
  mix: `vectors with ${lexicalShare} of character TF-IDF`,
  vectors: 'vectors alone',
  tfidf: 'character TF-IDF',
  bm25: 'BM25',
}

export function byMethod<Value>(take: (method: Method) => Value): ByMethod<Value> {
  return { mix: take('mix'), vectors: take('vectors'), tfidf: take('tfidf'), bm25: take('bm25') }
}

/** Each method over the same texts, so that all are asked the same. */
export function createMethods(vectors: Vectors, texts: readonly string[]): (query: string) => Scores {
  const [cosine, tfidf, bm25] = [createCosine(vectors, texts), createCharacterTfidf(texts), createBm25(texts)]
  return (query) => {
    const scores = { vectors: cosine(query), tfidf: tfidf(query), bm25: bm25(query) }
    return { ...scores, mix: mixed(scores.vectors, scores.tfidf) }
  }
}

function mixed(vectors: Float32Array, tfidf: Float32Array): Float32Array {
  return vectors.map((cosine, at) => (1 - lexicalShare) * cosine + lexicalShare * (tfidf[at] ?? 0))
}
