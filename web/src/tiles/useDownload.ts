import type { RefObject } from 'react'
import { downloadCsv, downloadPng } from '../charts/download'
import type { Drawing } from '../charts/drawing'
import { words } from '../strings'
import { showToast } from '../ui/toasts'

export type Download = (kind: 'csv' | 'png') => void

/** Saves what a tile shows: its numbers, or the tile as it looks. Null as long as it shows nothing. */
export function useDownload(name: string, drawing: Drawing | null, tile: RefObject<HTMLElement | null>): Download | null {
  if (!drawing) return null
  return (kind) => {
    if (kind === 'csv') downloadCsv(name, drawing)
    else if (tile.current) void downloadPng(name, tile.current).catch(() => showToast({ text: words.chart.noPicture, bad: true }))
  }
}
