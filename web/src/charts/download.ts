import { csvOf } from './csv'
import type { Drawing } from './drawing'
import { tableOf } from './tables/tableOf'

/** Tells spreadsheets that a text is UTF-8. */
const BOM = '\uFEFF'

/** Saves every number of a drawing as a CSV file named after the insight and the day. */
export function downloadCsv(name: string, drawing: Drawing): void {
  save(new Blob([BOM, csvOf(tableOf(drawing))], { type: 'text/csv;charset=utf-8' }), fileName(name, 'csv'))
}

/**
 * Saves an element as it looks in the theme in force as a PNG file, twice as sharp as on a plain screen; what carries
 * `data-picture="no"` is left out. Rejects when the browser cannot draw it.
 */
export async function downloadPng(name: string, element: HTMLElement): Promise<void> {
  const { pictureOf } = await import('./picture')
  save(await pictureOf(element), fileName(name, 'png'))
}

const LONGEST = 80
/** Milliseconds until a browser, however busy, has read what it saves. */
const TAKEN = 60_000

/** `Signups by week 2026-06-15.csv`: what file systems refuse becomes a blank. */
export function fileName(name: string, ending: string): string {
  const plain = name.replace(/[\u0000-\u001F\u007F<>:"/\\|?*]+/g, ' ').replace(/\s+/g, ' ').trim()
  return `${plain.slice(0, LONGEST).replace(/^[.\s]+/, '').trim() || 'insight'} ${today()}.${ending}`
}

/** The day by the clock of whoever saves it. */
const today = () => new Date().toLocaleDateString('sv-SE')

function save(file: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), TAKEN)
}
