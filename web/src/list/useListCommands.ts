import { useMemo } from 'react'
import { useCommands, type Command } from '../app/commands'
import { words } from '../strings'
import { paletteWords } from '../strings/palette'

const here = { group: paletteWords.groups.here }

interface Does {
  create: () => void
  toggle: (row: string) => void
}

/** The keys of the list of dashboards. */
export function useListCommands({ create, toggle }: Does): void {
  useCommands(
    useMemo(
      (): Command[] => [
        { ...here, id: 'new dashboard', label: words.dashboards.create, icon: 'plus', keys: 'c', run: create },
        ...rowCommands(words.dashboards.search, toggle),
      ],
      [create, toggle],
    ),
  )
}

/** The keys of every list: / searches, x chooses the row under the focus or the pointer, by its `data-row`. */
export const rowCommands = (search: string, toggle: (row: string) => void): Command[] => [
  { ...here, id: 'search list', label: search, icon: 'search', keys: '/', run: focusSearch },
  { ...here, id: 'select row', label: words.dashboards.selectRow, keys: 'x', silent: true, run: () => toggleRow(toggle) },
]

function focusSearch() {
  document.querySelector<HTMLElement>('main [role="search"] input')?.focus()
}

function toggleRow(toggle: (row: string) => void) {
  const row = document.activeElement?.closest<HTMLElement>('[data-row]') ?? document.querySelector<HTMLElement>('[data-row]:hover')
  if (row?.dataset['row']) toggle(row.dataset['row'])
}
