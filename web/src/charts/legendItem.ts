import type { Past } from './drawing'
import type { Color } from './palette'

/** A series as the legend names it. */
export interface LegendItem {
  key: string
  name: string
  color: Color
  past?: Past | null
}
