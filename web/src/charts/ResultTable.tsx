import { longDay } from '../format/date'
import { number, share } from '../format/number'
import { words } from '../strings'
import { isTotal, type ChartData, type Series } from './chartData'
import { seriesVariable } from './colors'
import styles from './ResultTable.module.css'

/** Every number of a result: a row per bucket, or per series when there are only totals. */
export function ResultTable({ data, name }: { data: ChartData; name: string }) {
  return (
    // A scrolling region must be reachable with the keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles['scroll']} tabIndex={0} role="region" aria-label={name}>
      <table className={styles['table']}>{isTotal(data) ? <Totals data={data} /> : <Buckets data={data} />}</table>
    </div>
  )
}

function Totals({ data }: { data: ChartData }) {
  const all = data.series.reduce((sum, series) => sum + (series.previous ? 0 : series.total), 0)
  const shares = data.series.length > 1
  return (
    <>
      <thead>
        <tr>
          <th scope="col">{words.chart.series}</th>
          <th scope="col">{words.chart.value}</th>
          {shares && <th scope="col">{words.chart.share}</th>}
        </tr>
      </thead>
      <tbody>
        {data.series.map((series) => (
          <tr key={series.key}>
            <th scope="row" title={series.name}>
              <Mark series={series} />
              {series.name}
            </th>
            <td>{number(series.total)}</td>
            {shares && <td className={styles['faint']}>{series.previous ? '' : share(series.total, all)}</td>}
          </tr>
        ))}
      </tbody>
    </>
  )
}

function Buckets({ data }: { data: ChartData }) {
  return (
    <>
      <thead>
        <tr>
          <th scope="col">{words.chart.date}</th>
          {data.series.map((series) => (
            <th key={series.key} scope="col">
              <Mark series={series} />
              {series.name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {data.days.map((day, index) => (
          <tr key={day}>
            <th scope="row">{longDay(day, data.interval)}</th>
            {data.series.map((series) => (
              <td key={series.key}>{number(series.values[index])}</td>
            ))}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{words.chart.total}</th>
          {data.series.map((series) => (
            <td key={series.key}>{number(series.total)}</td>
          ))}
        </tr>
      </tfoot>
    </>
  )
}

function Mark({ series }: { series: Series }) {
  const classes = [styles['mark'], series.previous ? styles['previous'] : ''].join(' ')
  return <span className={classes} style={{ backgroundColor: seriesVariable(series.color) }} aria-hidden="true" />
}
