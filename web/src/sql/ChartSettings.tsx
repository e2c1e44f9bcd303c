import { part, type Json } from '../charts/read/source'
import { ChoiceMenu } from '../question/ChoiceMenu'
import { sqlWords } from '../strings/sql'
import { buttonClass } from '../ui/Button'
import { Chips } from '../ui/Chips'
import { Icon } from '../ui/Icon'
import { Popover } from '../ui/Popover'
import { Select } from '../ui/Select'
import { Columns } from './Columns'
import { GoalLines } from '../insight/parts/GoalLines'
import { axesOf, displayOfNode, DISPLAYS, tableColumns, withAxes, withGoalLines, withTableColumns, type Axes } from './presentation'
import styles from './ChartSettings.module.css'

interface Props {
  /** A `DataVisualizationNode`. */
  node: Json
  /** The columns of its result, when there is one. */
  columns: readonly string[]
  onChange: (node: Json) => void
}

/** How the rows of SQL are shown: as a table with chosen columns, or as a chart of some of them. */
export function ChartSettings({ node, columns, onChange }: Props) {
  const display = displayOfNode(node)
  const options = DISPLAYS.map((value) => ({ value, label: sqlWords.displays[value] }))
  const table = display === 'ActionsTable'
  const title = table ? sqlWords.columns : sqlWords.axes
  return (
    <>
      <ChoiceMenu label={sqlWords.display} value={display} options={options} onChange={(chosen) => onChange({ ...node, display: chosen })} />
      <Popover
        label={title}
        triggerClass={buttonClass('secondary')}
        trigger={
          <>
            {title}
            <Icon name="chevron" size={12} />
          </>
        }
      >
        {() => (
          <div className={styles['settings']}>
            {columns.length === 0 && <p className={styles['hint']}>{sqlWords.columnsHint}</p>}
            {table ? (
              <Columns columns={tableColumns(node, columns)} onChange={(now) => onChange(withTableColumns(node, now))} />
            ) : (
              <>
                <AxisChoice axes={axesOf(node)} columns={columns} onChange={(axes) => onChange(withAxes(node, axes))} />
                <GoalLines goals={part(node, 'chartSettings')['goalLines']} onChange={(lines) => onChange(withGoalLines(node, lines))} />
              </>
            )}
          </div>
        )}
      </Popover>
    </>
  )
}

function AxisChoice({ axes, columns, onChange }: { axes: Axes; columns: readonly string[]; onChange: (axes: Axes) => void }) {
  const options = (usual: string, chosen: string) => (
    <>
      <option value="">{usual}</option>
      {[...new Set([...columns, ...(chosen ? [chosen] : [])])].map((name) => (
        <option key={name}>{name}</option>
      ))}
    </>
  )
  return (
    <>
      <Select label={sqlWords.x} value={axes.x} onChange={(event) => onChange({ ...axes, x: event.target.value })}>
        {options(sqlWords.xUsual, axes.x)}
      </Select>
      <Chips label={sqlWords.y} values={axes.y} suggestions={columns} strict placeholder={sqlWords.yUsual} onChange={(y) => onChange({ ...axes, y })} />
      <Select label={sqlWords.by} value={axes.by} onChange={(event) => onChange({ ...axes, by: event.target.value })}>
        {options(sqlWords.byNone, axes.by)}
      </Select>
    </>
  )
}
