import { sqlWords } from '../strings/sql'
import { Checkbox } from '../ui/Field'
import { moved } from '../ui/moved'
import { Sortable } from '../ui/Sortable'
import type { TableColumn } from './presentation'
import styles from './ChartSettings.module.css'

/** Which columns a table shows, in which order. */
export function Columns({ columns, onChange }: { columns: readonly TableColumn[]; onChange: (columns: TableColumn[]) => void }) {
  return (
    <Sortable label={sqlWords.columns} names={columns.map(({ name }) => name)} onMove={(from, to) => onChange(moved(columns, from, to))}>
      {(place, grip) => {
        const column = columns[place]
        if (!column) return null
        return (
          <div className={styles['column']}>
            {grip}
            <Checkbox
              label={column.name}
              checked={!column.hidden}
              onChange={(event) => onChange(columns.with(place, { ...column, hidden: !event.target.checked }))}
            />
          </div>
        )
      }}
    </Sortable>
  )
}
