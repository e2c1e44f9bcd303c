import type { Json } from '../charts/read/source'
import { omit } from '../question/json'
import type { QuestionSearch } from '../routes/insights'

/** The address with another question in it; with none it shows what is saved. */
export const asking = <Search extends QuestionSearch>(search: Search, query: Json | null) => ({ ...omit(search, 'query'), ...(query ? { query } : {}) })

/** The address with the answer as a table, or drawn. */
export const showing = <Search extends QuestionSearch>(search: Search, table: boolean) => ({ ...omit(search, 'table'), ...(table ? { table } : {}) })
