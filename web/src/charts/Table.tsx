import { useMemo, useState } from 'react'
import { words } from '../strings'
import { Icon } from '../ui/Icon'
import { cssColor } from './colors'
import { sortedBy, sortedRows, type Sorting } from './sorting'
import type { Color } from './palette'
import type { Cell, Column, TableData } from './tables/table'
import { useRowsInSight } from './useRowsInSight'
import styles from './Table.module.css'

/** Rows and columns under heads that stay in sight, and sort where the values behind the cells are known. */
export function Table({ data, name }: { data: TableData; name: string }) {
  const [sorting, setSorting] = useState<Sorting | null>(null)
  const rows = useMemo(() => sortedRows(data, sorting), [data, sorting])
  const [shown, end] = useRowsInSight(rows.length)
  return (
    <div className={styles['frame']}>
      {/* A scrolling region must be reachable with the keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles['scroll']} tabIndex={0} role="region" aria-label={name}>
        <table className={styles['table']}>
          <thead>
            <tr>
              {data.columns.map((column, index) => (
                <Head
                  key={index}
                  column={column}
                  sorted={sorting?.column === index ? sorting : null}
                  onSort={data.values ? () => setSorting(sortedBy(index, sorting)) : null}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, shown).map((row, index) => (
              <Row key={index} cells={row} data={data} />
            ))}
            {shown < rows.length && <tr ref={end} />}
          </tbody>
          {data.foot && (
            <tfoot>
              <Row cells={data.foot} data={data} />
            </tfoot>
          )}
        </table>
      </div>
      {data.more && <p className={styles['more']}>{words.chart.firstRows(rows.length)}</p>}
    </div>
  )
}

function Head({ column, sorted, onSort }: { column: Column; sorted: Sorting | null; onSort: (() => void) | null }) {
  const content = (
    <>
      {column.color && <Mark color={column.color} faded={column.faded} />}
      {column.name}
    </>
  )
  if (!onSort) {
    return (
      <th scope="col" className={sideOf(column)} title={column.title}>
        {content}
      </th>
    )
  }
  const direction = sorted && (sorted.descending ? 'descending' : 'ascending')
  return (
    <th scope="col" className={sideOf(column)} title={column.title} aria-sort={direction ?? 'none'}>
      <button type="button" className={styles['sort']} data-direction={direction} onClick={onSort}>
        {content}
        <Icon name="chevron" size={10} />
      </button>
    </th>
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
            {cell.change && <span className={styles['change']}>{cell.change} </span>}
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
