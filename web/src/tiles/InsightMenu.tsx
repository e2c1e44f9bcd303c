import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import type { Insight, Tile } from '../api/types'
import { useBoard } from '../board/board'
import { changeTile } from '../board/changes'
import { insightPlace, newInsightPlace } from '../board/links'
import { words } from '../strings'
import type { MenuItem } from '../ui/Menu'
import { RenameDialog } from './RenameDialog'
import { TileMenu } from './TileMenu'
import { tileTitle } from './title'
import type { Download } from './useDownload'

const Explain = lazy(() => import('./Explain'))
const TileFilters = lazy(() => import('./TileFilters'))

/** What can be done with a tile that shows an insight. */
interface Props {
  tile: Tile
  insight: Insight
  /** Saves what the tile shows; null as long as it shows nothing. */
  download: Download | null
}

export function InsightMenu({ tile, insight, download }: Props) {
  const board = useBoard()
  const { project, id } = board
  const [asking, setAsking] = useState<'rename' | 'filters' | 'explain' | null>(null)
  const navigate = useNavigate()
  const close = () => setAsking(null)
  const sql = insight.hogql

  const own: MenuItem[] = [
    { key: 'edit', label: words.tileMenu.edit, icon: 'edit', run: () => void navigate(insightPlace(project, insight.short_id)) },
    { key: 'rename', label: words.tileMenu.rename, run: () => setAsking('rename') },
    { key: 'refresh', label: words.tileMenu.refresh, icon: 'refresh', run: () => board.refresh(tile.id) },
    { key: 'alone', label: words.tileMenu.alone, icon: 'expand', run: () => board.showAlone(tile.id) },
    { key: 'filters', label: words.tileMenu.filters, icon: 'filter', apart: true, run: () => setAsking('filters') },
    {
      key: 'description',
      label: words.tileMenu.description,
      chosen: tile.show_description === true,
      disabled: !insight.description,
      run: () => board.change(changeTile(project, id, tile, { show_description: !tile.show_description })),
    },
    {
      key: 'download',
      label: words.tileMenu.download,
      icon: 'download',
      disabled: !download,
      items: [
        { key: 'csv', label: words.tileMenu.csv, run: () => download?.('csv') },
        { key: 'png', label: words.tileMenu.png, run: () => download?.('png') },
      ],
    },
    { key: 'explain', label: words.tileMenu.explain, icon: 'gauge', apart: true, run: () => setAsking('explain') },
    ...(sql ? [{ key: 'sql', label: words.tileMenu.sql, run: () => void navigate(newInsightPlace(project, { query: sqlQuery(sql) })) }] : []),
  ]

  return (
    <>
      <TileMenu tile={tile} own={own} />
      {asking === 'rename' && <RenameDialog tile={tile} insight={insight} onClose={close} />}
      <Suspense>
        {asking === 'filters' && <TileFilters tile={tile} onClose={close} />}
        {asking === 'explain' && <Explain name={tileTitle(tile)} project={project} dashboard={id} insight={insight.id} onClose={close} />}
      </Suspense>
    </>
  )
}

const sqlQuery = (query: string) => ({ kind: 'DataVisualizationNode', source: { kind: 'HogQLQuery', query } })
