import { isEmpty, isTable, type Drawing } from '../charts/drawing'
import { words } from '../strings'
import { IconButton } from '../ui/Button'
import styles from './Tile.module.css'

interface Props {
  name: string
  drawing: Drawing | null
  table: boolean
  onSwitch: (table: boolean) => void
}

/** Between the chart and its numbers; nothing where there is only one of them. */
export function ViewSwitch({ name, drawing, table, onSwitch }: Props) {
  if (!drawing || isTable(drawing) || isEmpty(drawing)) return null
  return (
    <IconButton
      className={[styles['onHover'], 'tile-view'].join(' ')}
      data-on={table}
      icon={table ? 'chart' : 'table'}
      aria-pressed={table}
      label={table ? words.tile.asChart(name) : words.tile.asTable(name)}
      onClick={() => onSwitch(!table)}
    />
  )
}
