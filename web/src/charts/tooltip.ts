import { change, number } from '../format/number'
import styles from './Tooltip.module.css'

export interface TooltipRow {
  color: string
  name: string
  value: number | null
  note?: string | null
  faded?: boolean
}

const MOST = 12

/** The tooltip's contents as elements: a strict content security policy allows no styles inside HTML text. */
export function tooltip(title: string, rows: readonly TooltipRow[], more: (count: number) => string): HTMLElement {
  const box = element('div', 'box')
  box.append(element('div', 'title', title))
  for (const row of rows.slice(0, MOST)) {
    const line = element('div', 'row')
    const mark = element('span', row.faded ? 'faded' : 'mark')
    mark.style.backgroundColor = row.color
    line.append(mark, element('span', 'name', row.name), element('span', 'value', number(row.value)))
    if (row.note) line.append(element('span', 'note', row.note))
    box.append(line)
  }
  if (rows.length > MOST) box.append(element('div', 'more', more(rows.length - MOST)))
  return box
}

/** How a value stands against the previous period, or null. */
export const against = (value: number | null, previous: number | null): string | null =>
  value === null || previous === null ? null : change(previous, value)

function element(tag: string, style: string, text?: string): HTMLElement {
  const made = document.createElement(tag)
  made.className = styles[style] ?? ''
  if (text !== undefined) made.textContent = text
  return made
}
