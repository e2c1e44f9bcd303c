import { useState } from 'react'
import type { InsightItem } from '../../api/insights'
import { insightWords } from '../../strings/insights'
import { Button } from '../../ui/Button'
import { InsightRow, WaitingRows } from './InsightRow'
import { Selection } from './Selection'
import { useBulkDelete } from './useBulkDelete'
import styles from './InsightList.module.css'

const columns = insightWords.columns

/** The insights as a table, to select and delete several; grey lines while `items` is null. */
export function InsightTable({ project, items }: { project: number; items: readonly InsightItem[] | null }) {
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set())
  const remove = useBulkDelete(project)
  const shown = items ?? []
  const chosen = shown.filter(({ id }) => selected.has(id))
  const all = chosen.length === shown.length && shown.length > 0

  function select(ids: readonly number[], on: boolean) {
    const now = new Set(selected)
    for (const id of ids) {
      if (on) now.add(id)
      else now.delete(id)
    }
    setSelected(now)
  }

  return (
    <>
      <div className={styles['frame']} aria-busy={items === null}>
        <table className={styles['table']} aria-label={insightWords.title}>
          <thead>
            <tr>
              <th scope="col" className={styles['check']}>
                <Selection label={insightWords.selectAll} on={all} some={chosen.length > 0 && !all} onChange={(on) => select(shown.map(({ id }) => id), on)} />
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
              items.map((item) => <InsightRow key={item.id} project={project} item={item} selected={selected.has(item.id)} onSelect={(on) => select([item.id], on)} />)
            ) : (
              <WaitingRows />
            )}
          </tbody>
        </table>
      </div>
      {chosen.length > 0 && (
        <div className={styles['selection']} role="status">
          {insightWords.selected(chosen.length)}
          <Button
            icon="trash"
            onClick={() => {
              setSelected(new Set())
              void remove(chosen)
            }}
          >
            {insightWords.deleteSelected}
          </Button>
        </div>
      )}
    </>
  )
}
