import { kindOfQuery } from '../query'
import type { Json } from '../../charts/read/source'
import type { KindEditor } from './editor'
import { lifecycle } from './lifecycle'
import { stickiness } from './stickiness'
import { trends } from './trends'

/** The kinds that can be built here, in the order of their tabs. */
export const EDITORS: readonly KindEditor[] = [trends, stickiness, lifecycle]

/** The editor of a query; undefined when there is none for its kind. */
export const editorOf = (query: Json): KindEditor | undefined => EDITORS.find(({ kind }) => kind === kindOfQuery(query))

/** What a new insight begins with. */
export const FIRST_QUERY: Json = trends.start({})
