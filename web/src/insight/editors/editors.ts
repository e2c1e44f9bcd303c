import { kindOfQuery } from '../query'
import type { Json } from '../../charts/read/source'
import type { KindEditor } from './editor'
import { events } from './events'
import { funnels } from './funnels'
import { lifecycle } from './lifecycle'
import { paths } from './paths'
import { retention } from './retention'
import { sql } from './sql'
import { stickiness } from './stickiness'
import { trends } from './trends'

/** The kinds that can be built here, in the order of their tabs. */
export const EDITORS: readonly KindEditor[] = [trends, funnels, retention, paths, stickiness, lifecycle, events, sql]

/** The editor of a query; undefined when there is none for its kind. */
export const editorOf = (query: Json): KindEditor | undefined => EDITORS.find(({ kind }) => kind === kindOfQuery(query))

/** What a new insight begins with. */
export const FIRST_QUERY: Json = trends.start({})
