import pg from 'pg'

/**
 * All is in memory and each query small: no compiling, no second process, a random page as cheap as the next one, and one
 * plan for all queries. Of the server's own settings shared_buffers matters, which must hold tables and indexes (1 GB do).
 */
const settings = `
  SET jit = off; SET max_parallel_workers_per_gather = 0; SET random_page_cost = 1; SET plan_cache_mode = force_generic_plan;
  SET work_mem = '64MB'; SET maintenance_work_mem = '512MB'; SET client_min_messages = warning;`

export const openPostgres = async (url: string): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(settings)
  return client
}

const batch = 5000

/** Rows whose keys are the table's columns. */
export const fillTable = async (client: pg.Client, table: string, rows: Iterable<object>): Promise<void> => {
  let some: object[] = []
  const flush = async () => {
    const insert = `INSERT INTO ${table} SELECT * FROM json_populate_recordset(NULL::${table}, $1)`
    await client.query(insert, [JSON.stringify(some)])
    some = []
  }
  for (const row of rows) {
    some.push(row)
    if (some.length === batch) await flush()
  }
  if (some.length > 0) await flush()
}
