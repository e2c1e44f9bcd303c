/** Dashboards on their way to a folder. */
const KIND = 'application/x-hedgerow-dashboards'

export function carry(transfer: DataTransfer, ids: readonly number[]): void {
  transfer.setData(KIND, JSON.stringify(ids))
  transfer.effectAllowed = 'move'
}

/** Whether dashboards are dragged, and not a file or a text. */
export const carriesDashboards = (transfer: DataTransfer): boolean => transfer.types.includes(KIND)

export function carried(transfer: DataTransfer): number[] {
  const ids: unknown = JSON.parse(transfer.getData(KIND) || '[]')
  return Array.isArray(ids) ? ids.filter((id) => typeof id === 'number') : []
}
