import { useQuery } from '@tanstack/react-query'
import { quickFiltersQuery, type QuickFilter } from '../api/dashboards'
import type { JsonObject } from '../api/types'
import { ChoiceMenu } from '../question/ChoiceMenu'
import { groupOf, isGroup, membersOf, type FilterMember, type PropertyFilter } from '../question/types'
import { words } from '../strings'
import { readFilters } from './filters'
import type { Look } from './useLook'

/** The choices that a dashboard offers of a property (NB-71); each is one of the filters on properties. */
export function QuickFilters({ project, ids, look }: { project: number; ids: readonly string[]; look: Look }) {
  const { data } = useQuery({ ...quickFiltersQuery(project), enabled: ids.length > 0 })
  const { properties } = readFilters(look.filters)
  const members = membersOf(properties)

  function choose(quick: QuickFilter, place: number) {
    const option = quick.options[place]
    const others = members.filter((member) => placeOf(quick, member) === -1)
    const values = option ? [...others, filterOf(quick, option)] : others
    const group = groupOf(properties)
    look.setFilters({ properties: group ? { ...group, values } : values })
  }

  const shown = ids.flatMap((id) => data?.results.filter((quick) => quick.id === id) ?? [])
  return shown.map((quick) => {
    const chosen = Math.max(-1, ...members.map((member) => placeOf(quick, member)))
    const none = { value: '-1', label: words.boardFilters.any(quick.name) }
    const options = quick.options.map((option, place) => ({ value: String(place), label: words.boardFilters.valued(quick.name, labelOf(option)) }))
    return (
      <ChoiceMenu key={quick.id} label={quick.name} value={String(chosen)} options={[none, ...options]} onChange={(value) => choose(quick, Number(value))} />
    )
  })
}

const labelOf = ({ label, value }: JsonObject): string => (typeof label === 'string' && label ? label : JSON.stringify(value))

const filterOf = ({ property_name: key }: QuickFilter, { value, operator }: JsonObject): PropertyFilter => ({
  type: 'event',
  key,
  operator: typeof operator === 'string' ? operator : 'exact',
  value,
})

/** Which option of a quick filter a filter is; -1 when none. */
const placeOf = (quick: QuickFilter, member: FilterMember): number =>
  isGroup(member) ? -1 : quick.options.findIndex((option) => sameFilter(filterOf(quick, option), member))

const sameFilter = (a: PropertyFilter, b: PropertyFilter) =>
  a.key === b.key && a.type === (b.type ?? 'event') && a.operator === (b.operator ?? 'exact') && JSON.stringify(a.value) === JSON.stringify(b.value)
