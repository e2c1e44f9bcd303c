import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { knownEventsQuery, propertyValuesQuery } from '../../api/question'

const PAGES = { event: '$pageview', filter: { type: 'event', key: '$current_url' } }
const SCREENS = { event: '$screen', filter: { type: 'event', key: '$screen_name' } }

/** What paths of these types may be made of: pages, screens and events that hold what is searched. */
export function usePathItems(project: number, types: readonly string[]): [string[], (search: string) => void] {
  const [search, setSearch] = useState<string | null>(null)
  const asked = search !== null // nothing is asked before somebody types
  const text = search ?? ''
  const holds = (type: string) => types.length === 0 || types.includes(type)
  const pages = useQuery({ ...propertyValuesQuery(project, PAGES.filter, [PAGES.event], text), enabled: asked && holds('$pageview') })
  const screens = useQuery({ ...propertyValuesQuery(project, SCREENS.filter, [SCREENS.event], text), enabled: asked && holds('$screen') })
  const events = useQuery({ ...knownEventsQuery(project, text), enabled: asked && holds('custom_event') })
  const named = [...(pages.data ?? []), ...(screens.data ?? []), ...(events.data ?? []).filter(({ name }) => !name.startsWith('$'))]
  return [[...new Set(named.map(({ name }) => String(name)))], setSearch]
}
