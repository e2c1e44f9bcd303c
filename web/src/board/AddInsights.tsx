import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { patch } from '../api/http'
import { insightsQuery, type InsightItem } from '../api/insights'
import { SearchBox } from '../list/SearchBox'
import { words } from '../strings'
import { insightTitle } from '../tiles/title'
import { Button } from '../ui/Button'
import { Actions, Dialog } from '../ui/Dialog'
import { Skeleton } from '../ui/Skeleton'
import { showToast } from '../ui/toasts'
import { useBoard } from './board'
import { newInsightPlace } from './links'
import styles from './Dialogs.module.css'

/** Puts insights that exist on the dashboard, several at once. */
export default function AddInsights({ onClose }: { onClose: () => void }) {
  const { project, id, reload } = useBoard()
  const [search, setSearch] = useState('')
  const [chosen, setChosen] = useState<ReadonlyMap<number, InsightItem>>(new Map())
  const { data } = useQuery(insightsQuery(project, search ? { search } : {}))
  const navigate = useNavigate()

  const { mutate, isPending } = useMutation({
    mutationFn: async (insights: readonly InsightItem[]) => {
      const failed: string[] = []
      for (const insight of insights) {
        const body = { dashboards: [...insight.dashboards, id] }
        await patch(`/api/projects/${project}/insights/${insight.id}/`, body).catch(() => failed.push(insightTitle(insight)))
      }
      return failed
    },
    onSuccess: async (failed, insights) => {
      const added = insights.length - failed.length
      if (failed.length > 0) showToast({ text: words.cards.addFailed(failed.join(', ')), bad: true })
      if (added > 0) showToast({ text: words.cards.added(added) })
      onClose()
      await reload()
    },
  })

  function toggle(insight: InsightItem) {
    const now = new Map(chosen)
    if (!now.delete(insight.id)) now.set(insight.id, insight)
    setChosen(now)
  }

  return (
    <Dialog title={words.cards.addInsights} onClose={onClose} wide>
      <SearchBox label={words.cards.search} value={search} onSearch={setSearch} />
      <ul className={styles['list']} aria-label={words.cards.addInsights} aria-busy={!data}>
        {!data && <Skeleton height="80px" />}
        {data?.results.map((insight) => {
          const here = insight.dashboards.includes(id)
          return (
            <li key={insight.id}>
              <label className={styles['choice']}>
                <input type="checkbox" checked={here || chosen.has(insight.id)} disabled={here} onChange={() => toggle(insight)} />
                <span>{insightTitle(insight)}</span>
                {here && <span className={styles['faint']}>{words.cards.here}</span>}
              </label>
            </li>
          )
        })}
        {data?.results.length === 0 && <li className={styles['none']}>{search ? words.cards.none : words.cards.noneYet}</li>}
      </ul>
      <Actions>
        <Button icon="plus" onClick={() => void navigate(newInsightPlace(project, { dashboard: id }))}>
          {words.dashboard.newInsight}
        </Button>
        <Button look="primary" busy={isPending} disabled={isPending || chosen.size === 0} onClick={() => mutate([...chosen.values()])}>
          {chosen.size === 0 ? words.cards.choose : words.cards.chosen(chosen.size)}
        </Button>
      </Actions>
    </Dialog>
  )
}
