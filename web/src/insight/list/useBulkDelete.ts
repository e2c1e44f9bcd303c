import { useQueryClient } from '@tanstack/react-query'
import { changeInsight, type InsightItem } from '../../api/insights'
import { words } from '../../strings'
import { insightWords } from '../../strings/insights'
import { showToast } from '../../ui/toasts'

/** Deletes several insights, with a way back for a while. */
export function useBulkDelete(project: number) {
  const client = useQueryClient()

  async function mark(items: readonly InsightItem[], deleted: boolean) {
    const done = await Promise.allSettled(items.map(({ id }) => changeInsight(project, id, { deleted })))
    for (const { id, short_id } of items) [id, short_id].forEach((key) => client.removeQueries({ queryKey: ['insight', project, String(key)] }))
    void client.invalidateQueries({ queryKey: ['insights', project] })
    void client.invalidateQueries({ queryKey: ['dashboard', project] })
    if (done.some(({ status }) => status === 'rejected')) showToast({ text: words.login.unreachable, bad: true })
    return items.filter((_, place) => done[place]?.status === 'fulfilled')
  }

  async function restore(items: readonly InsightItem[]) {
    await mark(items, false)
    showToast({ text: insightWords.restored })
  }

  return async (items: readonly InsightItem[]) => {
    const gone = await mark(items, true)
    if (gone.length > 0) showToast({ text: insightWords.deletedMany(gone.length), action: { label: words.undo, run: () => void restore(gone) } })
  }
}
