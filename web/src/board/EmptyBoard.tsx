import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { words } from '../strings'
import { Button } from '../ui/Button'
import { Message } from '../ui/Message'
import { AddDialogs } from './AddDialogs'
import type { Adding } from './AddMenu'
import { useBoard } from './board'
import { newInsightPlace } from './links'

/** A dashboard without tiles, and what to do about it. */
export function EmptyBoard() {
  const { project, id } = useBoard()
  const navigate = useNavigate()
  const [adding, setAdding] = useState<Adding | null>(null)
  return (
    <Message room="section" icon="chart" title={words.dashboard.empty} body={words.dashboard.emptyWhy}>
      <Button icon="chart" onClick={() => void navigate(newInsightPlace(project, { dashboard: id }))}>
        {words.dashboard.newInsight}
      </Button>
      <Button icon="search" onClick={() => setAdding('insights')}>
        {words.dashboard.savedInsight}
      </Button>
      <Button icon="text" onClick={() => setAdding('text')}>
        {words.dashboard.textCard}
      </Button>
      <AddDialogs adding={adding} onClose={() => setAdding(null)} />
    </Message>
  )
}
