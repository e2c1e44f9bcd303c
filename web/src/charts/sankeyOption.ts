import { duration } from '../format/duration'
import { number, share } from '../format/number'
import { words } from '../strings'
import type { Colors } from './colors'
import type { PathLink, PathNode, PathsDrawing } from './drawing'
import type { EChartsCoreOption } from './echarts'
import { changeColor, isCompared, pathChange } from './pathChange'
import { tooltip, tooltipFrame } from './tooltip'

const NODE = 10
const GAP = 6

/** The ECharts option of paths: a column per step, names cut to the room between two columns. */
export function sankeyOption({ nodes, links }: PathsDrawing, colors: Colors, width: number): EChartsCoreOption {
  const steps = new Set(nodes.map(({ step }) => step)).size
  const last = Math.max(...nodes.map(({ step }) => step))
  const column = Math.max(30, Math.floor((width - NODE) / steps) - NODE - GAP)
  return {
    animationDuration: 250,
    tooltip: { ...tooltipFrame, trigger: 'item', formatter: (at: unknown) => hint(nodes, links, colors, at as At) },
    series: [
      {
        type: 'sankey',
        left: 0,
        top: 4,
        bottom: 4,
        right: column + GAP, // the names of the last step stand behind it
        nodeWidth: NODE,
        nodeGap: 10,
        nodeAlign: 'left',
        draggable: false,
        emphasis: { focus: 'trajectory', lineStyle: { opacity: 0.5 } },
        blur: { lineStyle: { opacity: 0.08 }, itemStyle: { opacity: 0.3 }, label: { opacity: 0.4 } },
        lineStyle: { color: 'source', opacity: 0.24, curveness: 0.5 },
        label: { color: colors.ink, fontSize: 12, width: column, overflow: 'truncate', distance: GAP },
        data: nodes.map(({ key, short, color, step }) => ({
          name: key,
          depth: step - 1 - (last - steps),
          itemStyle: { color: colors.of(color), borderWidth: 0 },
          label: { formatter: short },
        })),
        links: links.map((link) => ({
          source: link.from.key,
          target: link.to.key,
          value: link.count,
          ...(isCompared(link) ? { lineStyle: { color: colors.of(changeColor(link)), opacity: pathChange(link) ? 0.5 : 0.18 } } : {}),
        })),
      },
    ],
  }
}

interface At {
  dataType: 'node' | 'edge'
  dataIndex: number
}

function hint(nodes: readonly PathNode[], links: readonly PathLink[], colors: Colors, at: At): HTMLElement | string {
  return at.dataType === 'edge' ? linkHint(links, links[at.dataIndex], colors) : nodeHint(links, nodes[at.dataIndex], colors)
}

function linkHint(links: readonly PathLink[], link: PathLink | undefined, colors: Colors): HTMLElement | string {
  if (!link) return ''
  const all = sum(links.filter(({ from }) => from === link.from))
  return tooltip(`${link.from.name} → ${link.to.name}`, [
    { color: colors.of(link.from.color), name: words.chart.people, value: number(link.count), note: share(link.count, all) },
    ...(isCompared(link) ? [{ name: words.chart.snapshot, value: number(link.before), note: pathChange(link) }] : []),
    { name: words.chart.averageHead, value: duration(link.average) },
  ])
}

function nodeHint(links: readonly PathLink[], node: PathNode | undefined, colors: Colors): HTMLElement | string {
  if (!node) return ''
  const came = sum(links.filter(({ to }) => to === node))
  const went = sum(links.filter(({ from }) => from === node))
  const color = colors.of(node.color)
  return tooltip(node.name, [
    ...(came > 0 ? [{ color, name: words.chart.came, value: number(came) }] : []),
    ...(went > 0 ? [{ color, name: words.chart.wentOn, value: number(went), note: came > 0 ? share(went, came) : null }] : []),
  ])
}

const sum = (links: readonly PathLink[]) => links.reduce((all, { count }) => all + count, 0)
