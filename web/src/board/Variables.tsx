import { useQuery } from '@tanstack/react-query'
import type { JsonObject, Tile } from '../api/types'
import { variablesQuery, type Variable as Stored } from '../api/variables'
import { part, sourceOf } from '../charts/read/source'
import { ChoiceMenu } from '../question/ChoiceMenu'
import { CommittedField } from '../question/CommittedField'
import { words } from '../strings'
import { buttonClass } from '../ui/Button'
import { Icon } from '../ui/Icon'
import { Popover } from '../ui/Popover'
import type { Look } from './useLook'
import styles from './FilterBar.module.css'

/** A control for each variable that the SQL of a tile reads (DASH-15). */
export function Variables({ project, tiles, look }: { project: number; tiles: readonly Tile[]; look: Look }) {
  const used = usedBy(tiles)
  const ids = Object.keys(used)
  const { data } = useQuery({ ...variablesQuery(project), enabled: ids.length > 0 })
  const known = data?.filter(({ id }) => ids.includes(id)) ?? []
  return known.map((variable) => {
    const value = part(look.variables, variable.id)['value'] ?? part(used, variable.id)['value'] ?? variable.default_value
    return <Variable key={variable.id} variable={variable} value={value} onChange={(now) => look.setVariable(variable, now)} />
  })
}

/** The variables in the queries of tiles, by id. */
const usedBy = (tiles: readonly Tile[]): JsonObject =>
  Object.assign({}, ...tiles.map(({ insight }) => part(sourceOf(insight?.query ?? null), 'variables'))) as JsonObject

interface VariableProps {
  variable: Stored
  value: unknown
  onChange: (value: unknown) => void
}

function Variable({ variable: { name, type, values }, value, onChange }: VariableProps) {
  const choices: readonly unknown[] | null = type === 'Boolean' ? [true, false] : type === 'List' ? (values ?? []) : null
  const shown = words.boardFilters.valued(name, textOf(value))
  if (choices) {
    return (
      <ChoiceMenu
        label={name}
        value={String(choices.indexOf(value))}
        shown={shown}
        options={choices.map((choice, place) => ({ value: String(place), label: textOf(choice) }))}
        onChange={(place) => onChange(choices[Number(place)])}
      />
    )
  }
  return (
    <Popover
      label={shown}
      triggerClass={buttonClass('secondary')}
      trigger={
        <>
          {shown}
          <Icon name="chevron" size={12} />
        </>
      }
    >
      {() => (
        <div className={styles['value']}>
          <CommittedField
            label={name}
            type={INPUTS[type] ?? 'text'}
            value={textOf(value)}
            onCommit={(text) => onChange(type === 'Number' ? Number(text) : text)}
          />
        </div>
      )}
    </Popover>
  )
}

const INPUTS: Partial<Record<string, string>> = { Number: 'number', Date: 'date' }

function textOf(value: unknown): string {
  if (typeof value === 'boolean') return value ? words.boardFilters.yes : words.boardFilters.no
  return typeof value === 'string' ? value : value === null || value === undefined ? '' : JSON.stringify(value)
}
