import { words } from '../strings'
import { cssColor } from './colors'
import type { Color } from './palette'
import type { Cell, Column, TableData } from './tables/table'
import styles from './Table.module.css'

/** More rows than these would make the page slow; nobody reads them all on a dashboard. */
const MOST_ROWS = 500

/** Rows and columns under heads that stay in sight. */
export function Table({ data, name }: { data: TableData; name: string }) {
  const rows = data.rows.slice(0, MOST_ROWS)
  const more = data.more || rows.length < data.rows.length
  return (
    <div className={styles['frame']}>
      {/* A scrolling region must be reachable with the keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles['scroll']} tabIndex={0} role="region" aria-label={name}>
        <table className={styles['table']}>
          <thead>
            <tr>
              {data.columns.map((column, index) => (
                <th key={index} scope="col" className={sideOf(column)} title={column.title}>
                  {column.color && <Mark color={column.color} faded={column.faded} />}
                  {column.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <Row key={index} cells={row} data={data} />
            ))}
          </tbody>
          {data.foot && (
            <tfoot>
              <Row cells={data.foot} data={data} />
            </tfoot>
          )}
        </table>
      </div>
      {more && <p className={styles['more']}>{words.chart.firstRows(rows.length)}</p>}
    </div>
  )
}

function Row({ cells, data }: { cells: readonly Cell[]; data: TableData }) {
  return (
    <tr>
      {cells.map((cell, index) => {
        const classes = [sideOf(data.columns[index]), cell.faint ? styles['faint'] : ''].join(' ')
        const content = (
          <>
            {cell.color && <Mark color={cell.color} faded={cell.faint} />}
            {cell.text || (cell.title ? <span aria-label={cell.title}>–</span> : '')}
          </>
        )
        return data.named && index === 0 ? (
          <th key={index} scope="row" className={classes} title={cell.title}>
            {content}
          </th>
        ) : (
          <td key={index} className={classes} title={cell.title}>
            {content}
          </td>
        )
      })}
    </tr>
  )
}

const sideOf = (column: Column | undefined) => styles[column?.numeric ? 'numeric' : 'text'] ?? ''

function Mark({ color, faded = false }: { color: Color; faded?: boolean | undefined }) {
  const classes = [styles['mark'], faded ? styles['faded'] : ''].join(' ')
  return <span className={classes} style={{ backgroundColor: cssColor(color) }} aria-hidden="true" />
}
