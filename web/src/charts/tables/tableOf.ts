import type { Drawing } from '../drawing'
import { funnelTable } from './funnel'
import { pathsTable } from './paths'
import { retentionTable } from './retention'
import { seriesTable } from './series'
import type { TableData } from './table'

/** Every number of a drawing as a table. */
export function tableOf(drawing: Drawing): TableData {
  switch (drawing.form) {
    case 'series':
      return seriesTable(drawing)
    case 'funnel':
      return funnelTable(drawing)
    case 'retention':
      return retentionTable(drawing)
    case 'paths':
      return pathsTable(drawing)
    case 'rows':
      return drawing.table
  }
}
