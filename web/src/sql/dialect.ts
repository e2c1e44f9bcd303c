import { SQLDialect } from '@codemirror/lang-sql'

const KEYWORDS =
  'select distinct from where prewhere group by having qualify order limit offset with as and or not in between like ilike is null ' +
  'true false case when then else end join inner left right full cross any asof array on using union all except intersect ' +
  'over partition rows range preceding following unbounded current row window interval asc desc nulls first last sample cohort'

/** Some words are functions too: `and`, `in`, `if`. */
const WORDS = new Set(KEYWORDS.split(' '))

const SPEC = { keywords: KEYWORDS, types: '', backslashEscapes: true, identifierQuotes: '`"', operatorChars: '*+-%<>!=&|~^/?:', specialVar: '$' }

/** The words of the language alone, for completion. */
export const plainDialect = SQLDialect.define(SPEC)

/** The dialect with the functions that the server has, for colours. */
export const dialectWith = (functions: readonly string[]): SQLDialect => 
  SQLDialect.define({ ...SPEC, builtin: functions.filter((name) => !WORDS.has(name.toLowerCase())).join(' ').toLowerCase() })
