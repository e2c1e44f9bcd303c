import { useQueryClient, type QueryKey } from '@tanstack/react-query'
import { useState } from 'react'
import type { BulkOutcome } from '../api/dashboardList'
import { words } from '../strings'
import { showToast } from '../ui/toasts'
import { inBatches, type Progress } from './inBatches'

/** One change of many things. */
export interface Change<Id> {
  ids: readonly Id[]
  send: (batch: readonly Id[]) => Promise<BulkOutcome<Id>>
}

interface Job<Id> extends Change<Id> {
  /** What the toast says of so many changed things; without it there is none. */
  said?: (count: number) => string
  /** What takes it back for those that were changed. */
  undo?: (changed: readonly Id[]) => readonly Change<Id>[]
}

export interface LeftAlone<Id> {
  changed: number
  skipped: readonly { id: Id; reason: string }[]
}

export interface Bulk<Id> {
  run: (job: Job<Id>) => void
  /** Makes changes one after the other, and says nothing of those that work. */
  takeBack: (changes: readonly Change<Id>[]) => void
  /** How far the change that runs now is; null when none does. */
  progress: Progress | null
  /** What the last change could not change, until it is dismissed. */
  left: LeftAlone<Id> | null
  dismiss: () => void
}

/** Changes many things in batches, says what became of them, and offers to undo it; the queries under `stale` are asked anew. */
export function useBulk<Id>(stale: readonly QueryKey[]): Bulk<Id> {
  const client = useQueryClient()
  const [progress, setProgress] = useState<Progress | null>(null)
  const [left, setLeft] = useState<LeftAlone<Id> | null>(null)

  async function work({ ids, send, said, undo }: Job<Id>) {
    try {
      const { updated, skipped } = await inBatches(ids, send, setProgress)
      if (skipped.length > 0) setLeft({ changed: updated.length, skipped })
      if (said && updated.length > 0) {
        const back = undo?.(updated)
        showToast({ text: said(updated.length), ...(back ? { action: { label: words.undo, run: () => void takeBack(back) } } : {}) })
      }
    } catch (error) {
      fail(error)
    } finally {
      setProgress(null)
      await Promise.all(stale.map((queryKey) => client.invalidateQueries({ queryKey })))
    }
  }

  async function takeBack(changes: readonly Change<Id>[]) {
    for (const change of changes) await work(change)
  }

  return { run: (job) => void work(job), takeBack: (changes) => void takeBack(changes), progress, left, dismiss: () => setLeft(null) }
}

const fail = (error: unknown) => showToast({ text: (error instanceof Error && error.message) || words.login.unreachable, bad: true })
