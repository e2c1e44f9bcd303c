import { share } from '../../format/number'
import { words } from '../../strings'
import { isTotal, type Series, type SeriesDrawing } from '../drawing'
import { valueCell } from './cells'
import type { Cell, TableData } from './table'

/** A row per bucket, or per series when there are only totals; the rows behind them where there are some. */
export function seriesTable(drawing: SeriesDrawing): TableData {
  return drawing.table ?? (isTotal(drawing) ? totals(drawing) : buckets(drawing))
}

function totals({ series, unit }: SeriesDrawing): TableData {
  const all = series.reduce((sum, one) => sum + (one.past ? 0 : (one.total ?? 0)), 0)
  const shares = series.length > 1
  const row = (one: Series): Cell[] => [
    { text: one.name, title: one.name, color: one.color, faint: one.past !== null },
    valueCell(one.total, unit),
    ...(shares ? [{ text: one.past ? '' : share(one.total ?? 0, all), faint: true }] : []),
  ]
  return {
    columns: [
      { name: words.chart.series, numeric: false },
      { name: words.chart.value, numeric: true },
      ...(shares ? [{ name: words.chart.share, numeric: true }] : []),
    ],
    rows: series.map(row),
    foot: null,
    named: true,
    more: false,
  }
}

function buckets({ axis, buckets, series, unit }: SeriesDrawing): TableData {
  const summed = series.every((one) => one.total !== null)
  return {
    columns: [
      { name: axis, numeric: false },
      ...series.map(({ name, color, past }) => ({ name, color, faded: past !== null, numeric: true })),
    ],
    rows: buckets.map(({ key, long }, index) => [{ text: long, value: key }, ...series.map(({ values }) => valueCell(values[index], unit))]),
    foot: summed ? [{ text: words.chart.total }, ...series.map(({ total }) => valueCell(total, unit))] : null,
    named: true,
    more: false,
  }
}
