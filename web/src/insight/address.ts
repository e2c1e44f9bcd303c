import type { Json } from '../charts/read/source'
import { omit } from '../question/json'

/** A question that is not saved, or not as it stands: it is all in the address. */
export interface QuestionSearch {
  query?: Json
  table?: boolean
}

/** The address with another question in it; with none it shows what is saved. */
export const asking = <Search extends QuestionSearch>(search: Search, query: Json | null) => ({ ...omit(search, 'query'), ...(query ? { query } : {}) })

/** The address with the answer as a table, or drawn. */
export const showing = <Search extends QuestionSearch>(search: Search, table: boolean) => ({ ...omit(search, 'table'), ...(table ? { table } : {}) })
