import { part, sourceOf, type Json } from '../../charts/read/source'
import { CommittedField } from '../../question/CommittedField'
import { omit } from '../../question/json'
import { insightWords } from '../../strings/insights'
import { kindWords } from '../../strings/kinds'
import { Chips } from '../../ui/Chips'
import { Checkbox } from '../../ui/Field'
import { DatesControl } from '../parts/DatesControl'
import { FilterSection } from '../parts/FilterSection'
import kinds from '../parts/Kinds.module.css'
import { NumberField } from '../parts/NumberField'
import { optionOf, optionsOf } from '../parts/optionsOf'
import { PathRules } from '../parts/PathRules'
import { Section } from '../parts/Section'
import section from '../parts/Section.module.css'
import { usePathItems } from '../parts/usePathItems'
import { changedPart, insightNode, withSource, type Carried } from '../query'
import type { EditorProps, KindEditor } from './editor'

const words = kindWords.paths
const TYPES = optionsOf(words.typeNames)

function Editor({ project, query, onChange }: EditorProps) {
  const source = sourceOf(query) ?? {}
  const change = (now: Json) => onChange(withSource(query, now))
  const set = (changes: Json) => change(changedPart(source, 'pathsFilter', changes))
  const filter = part(source, 'pathsFilter')
  const types = textsOf(filter['includeEventTypes'])
  return (
    <>
      <Section title={words.types} {...(types.length === 0 ? { hint: words.allTypes } : {})}>
        {TYPES.map(({ value, label }) => (
          <Checkbox
            key={value}
            label={label}
            checked={types.includes(value)}
            onChange={({ target }) => set(withTypes(filter, target.checked ? [...types, value] : types.filter((type) => type !== value)))}
          />
        ))}
        {types.includes('hogql') && (
          <CommittedField
            label={words.expression}
            value={optionOf(filter['pathsHogQLExpression'], '')}
            onCommit={(text) => set({ pathsHogQLExpression: text || undefined })}
          />
        )}
      </Section>
      <Points project={project} filter={filter} types={types} onChange={set} />
      <Section title={words.groupings} hint={words.groupingsHint}>
        <Texts bare label={words.groupings} values={filter['pathGroupings']} onChange={(pathGroupings) => set({ pathGroupings })} />
      </Section>
      <Section title={words.cleaning} hint={words.cleaningHint}>
        <PathRules rules={filter['localPathCleaningFilters']} onChange={(localPathCleaningFilters) => set({ localPathCleaningFilters })} />
      </Section>
      <FilterSection project={project} source={source} onChange={change} />
      <Limits filter={filter} onChange={set} />
    </>
  )
}

interface PartProps {
  /** The `pathsFilter`. */
  filter: Json
  onChange: (changes: Json) => void
}

/** Where paths begin and end, and what is left out of them. */
function Points({ project, filter, types, onChange }: PartProps & { project: number; types: readonly string[] }) {
  const [items, search] = usePathItems(project, types)
  const point = (key: 'startPoint' | 'endPoint') => (
    <Chips
      label={words[key]}
      placeholder={words.point}
      values={textsOf([filter[key]])}
      suggestions={items}
      onSearch={search}
      onChange={(values) => onChange({ [key]: values.at(-1) })}
    />
  )
  return (
    <Section title={words.points}>
      <div className={kinds['wide']}>{point('startPoint')}</div>
      <div className={kinds['wide']}>{point('endPoint')}</div>
      <div className={kinds['wide']}>
        {types.length === 0 ? (
          <p className={section['hint']}>{words.excludeNeeds}</p>
        ) : (
          <Texts
            label={words.exclude}
            values={filter['excludeEvents']}
            suggestions={items}
            onSearch={search}
            onChange={(excludeEvents) => onChange({ excludeEvents })}
          />
        )}
      </div>
    </Section>
  )
}

interface TextsProps {
  label: string
  bare?: boolean
  values: unknown
  suggestions?: readonly string[]
  onSearch?: (text: string) => void
  onChange: (values: string[] | undefined) => void
}

/** A list of texts; an empty one is left out of the question. */
const Texts = ({ label, bare = false, values, suggestions = [], onSearch, onChange }: TextsProps) => (
  <div className={kinds['wide']}>
    <Chips
      label={label}
      bare={bare}
      values={textsOf(values)}
      suggestions={suggestions}
      {...(onSearch ? { onSearch } : {})}
      onChange={(now) => onChange(now.length > 0 ? now : undefined)}
    />
  </div>
)

/** How much of the paths is shown. */
function Limits({ filter, onChange }: PartProps) {
  const number = (key: string, usual: number | null) => (filter[key] === undefined || filter[key] === null ? usual : Number(filter[key]))
  const field = (key: string, label: string, most: number, usual: number | null) => (
    <NumberField
      label={label}
      value={number(key, usual)}
      least={1}
      most={most}
      {...(usual === null ? { usual: words.noLimit } : {})}
      onChange={(now) => onChange({ [key]: now ?? undefined })}
    />
  )
  return (
    <Section title={words.limits}>
      <div className={section['pair']}>
        {field('stepLimit', words.stepLimit, 20, 5)}
        {field('edgeLimit', words.edgeLimit, 1000, 50)}
        {field('minEdgeWeight', words.least, 1_000_000_000, null)}
        {field('maxEdgeWeight', words.most, 1_000_000_000, null)}
      </div>
    </Section>
  )
}

const textsOf = (values: unknown): string[] => (Array.isArray(values) ? values.filter((value): value is string => typeof value === 'string' && value !== '') : [])

/** What depends on the types goes with them (PA-2). */
const withTypes = (filter: Json, types: readonly string[]): Json => ({
  includeEventTypes: types.length > 0 ? types : undefined,
  ...(types.length === 0 ? { excludeEvents: undefined } : {}),
  pathsHogQLExpression: types.includes('hogql') ? (filter['pathsHogQLExpression'] ?? 'event') : undefined,
})

function Bar({ query, onChange }: EditorProps) {
  const source = sourceOf(query) ?? {}
  return <DatesControl source={source} interval={false} onChange={(now) => onChange(withSource(query, now))} />
}

/** From where to where people go. */
export const paths: KindEditor = {
  kind: 'PathsQuery',
  name: insightWords.kinds.PathsQuery,
  icon: 'paths',
  start: (from: Carried) =>
    insightNode({
      kind: 'PathsQuery',
      ...omit(from, 'series', 'interval', 'breakdownFilter'),
      dateRange: from.dateRange ?? { date_from: '-7d' },
      pathsFilter: { includeEventTypes: ['$pageview'] },
    }),
  Editor,
  Bar,
}
