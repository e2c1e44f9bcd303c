import { change } from '../format/number'
import { words } from '../strings'
import styles from './Tooltip.module.css'

export interface TooltipRow {
  color?: string
  name: string
  value: string
  note?: string | null
  faded?: boolean
}

const MOST = 12

/** The tooltip's contents as elements: a strict content security policy allows no styles inside HTML text. */
export function tooltip(title: string, rows: readonly TooltipRow[]): HTMLElement {
  const box = element('div', 'box')
  box.append(element('div', 'title', title))
  for (const row of rows.slice(0, MOST)) {
    const line = element('div', 'row')
    if (row.color) {
      const mark = element('span', row.faded ? 'faded' : 'mark')
      mark.style.backgroundColor = row.color
      line.append(mark)
    }
    line.append(element('span', 'name', row.name), element('span', 'value', row.value))
    if (row.note) line.append(element('span', 'note', row.note))
    box.append(line)
  }
  if (rows.length > MOST) box.append(element('div', 'more', words.chart.more(rows.length - MOST)))
  return box
}

const ROOM = 8
const BESIDE = 16

interface Size {
  contentSize: [number, number]
}

/** Where the tooltip of a chart stands: beside the pointer, over the edges of the chart but never of the window. */
export const inWindow =
  (chart: HTMLElement) =>
  ([x, y]: [number, number], _at: unknown, _box: unknown, _rect: unknown, { contentSize: [width, height] }: Size): [number, number] => {
    const { left, top } = chart.getBoundingClientRect()
    const { clientWidth, clientHeight } = document.documentElement
    const right = left + x + BESIDE + width + ROOM <= clientWidth
    return [
      Math.max(ROOM - left, right ? x + BESIDE : x - BESIDE - width),
      Math.max(ROOM - top, Math.min(y + BESIDE, clientHeight - ROOM - height - top)),
    ]
  }

/** How ECharts shows a tooltip that brings its own box. */
export const tooltipFrame = {
  transitionDuration: 0,
  padding: 0,
  borderWidth: 0,
  backgroundColor: 'transparent',
  extraCssText: 'box-shadow: none',
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
