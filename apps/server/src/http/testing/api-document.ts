import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import type { Schema } from './from-schema.ts'
import type { HttpWorld } from './http-world.ts'

/** An operation as `/openapi.json` documents it, which is all that an outsider knows. */
export type Documented = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** With `{name}` for its parameters. */
  readonly path: string
  readonly name: string
  readonly parameters: readonly {
    readonly in: string
    readonly name: string
    readonly required: boolean
    readonly schema: Schema
  }[]
  readonly body: Schema | undefined
  /** By status; undefined where the answer has no body. */
  readonly answers: ReadonlyMap<number, Schema | undefined>
  readonly streams: boolean
}

export const readDocument = async (world: HttpWorld): Promise<readonly Documented[]> => {
  const { paths } = (await world.app.inject('/openapi.json')).json()
  return Object.entries<Record<string, unknown>>(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => documented(path, method, operation)),
  )
}

// biome-ignore lint/suspicious/noExplicitAny: the document's JSON; what is missing fails the test
const documented = (path: string, method: string, operation: any): Documented => ({
  method: methodOf(method),
  path,
  name: operation.operationId,
  parameters: operation.parameters ?? [],
  body: operation.requestBody?.content['application/json']?.schema,
  answers: new Map(
    // biome-ignore lint/suspicious/noExplicitAny: as above
    Object.entries<any>(operation.responses).map(([status, { content }]) => [
      Number(status),
      content === undefined ? undefined : content[Object.keys(content)[0] ?? '']?.schema,
    ]),
  ),
  streams: JSON.stringify(operation.responses).includes('text/event-stream'),
})

const methodOf = (method: string): Documented['method'] => {
  const known = (['GET', 'POST', 'PUT', 'DELETE'] as const).find((each) => each.toLowerCase() === method)
  if (known === undefined) throw new Error(`no such method: ${method}`)
  return known
}

/** Says what is wrong with a value by a schema; undefined where nothing is. Schemas that are the same compile once. */
export const createJudge = (): ((schema: Schema, value: unknown) => string | undefined) => {
  const ajv = new Ajv2020({ strict: false, allErrors: false })
  formats.default(ajv)
  const compiled = new Map<string, ValidateFunction>()
  const byObject = new WeakMap<Schema, ValidateFunction>()
  return (schema, value) => {
    let judge = byObject.get(schema)
    if (judge === undefined) {
      const key = JSON.stringify(schema)
      judge = compiled.get(key) ?? ajv.compile(schema)
      compiled.set(key, judge)
      byObject.set(schema, judge)
    }
    return judge(value) ? undefined : ajv.errorsText(judge.errors)
  }
}
