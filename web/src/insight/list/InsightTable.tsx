import { useMemo } from 'react'
import type { InsightItem } from '../../api/insights'
import { SelectBox } from '../../list/SelectBox'
import { useSelection } from '../../list/useSelection'
import { insightWords } from '../../strings/insights'
import { Button } from '../../ui/Button'
import { InsightRow, WaitingRows } from './InsightRow'
import { useBulkDelete } from './useBulkDelete'
import styles from './InsightList.module.css'

const columns = insightWords.columns

/** The insights as a table, to select and delete several; grey lines while `items` is null. */
export function InsightTable({ project, items }: { project: number; items: readonly InsightItem[] | null }) {
  const ids = useMemo(() => (items ?? []).map(({ id }) => id), [items])
  const { chosen, toggle, toggleAll, clear } = useSelection(ids)
  const remove = useBulkDelete(project)
  const all = chosen.size === ids.length && ids.length > 0

  return (
    <>
      <div className={styles['frame']} aria-busy={items === null}>
        <table className={styles['table']} aria-label={insightWords.title}>
          <thead>
            <tr>
              <th scope="col" className={styles['check']}>
                <SelectBox label={insightWords.selectAll} checked={all} mixed={chosen.size > 0 && !all} onToggle={toggleAll} />
              </th>
              <th scope="col" className={styles['star']}>
                <span className="visually-hidden">{columns.favorite}</span>
              </th>
              <th scope="col">{columns.name}</th>
              <th scope="col">{columns.kind}</th>
              <th scope="col">{columns.tags}</th>
              <th scope="col">{columns.createdBy}</th>
              <th scope="col">{columns.modified}</th>
            </tr>
          </thead>
          <tbody>
            {items ? (
              items.map((item) => (
                <InsightRow key={item.id} project={project} item={item} selected={chosen.has(item.id)} onToggle={(range) => toggle(item.id, range)} />
              ))
            ) : (
              <WaitingRows />
            )}
          </tbody>
        </table>
      </div>
      {chosen.size > 0 && (
        <div className={styles['selection']} role="status">
          {insightWords.selected(chosen.size)}
          <Button
            icon="trash"
            onClick={() => {
              clear()
              void remove((items ?? []).filter(({ id }) => chosen.has(id)))
            }}
          >
            {insightWords.deleteSelected}
          </Button>
        </div>
      )}
    </>
  )
}
