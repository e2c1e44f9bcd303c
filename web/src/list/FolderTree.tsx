import { Link } from '@tanstack/react-router'
import { useState, type DragEvent } from 'react'
import { words as all } from '../strings'
import { buttonClass } from '../ui/Button'
import { Icon, type IconName } from '../ui/Icon'
import { Menu } from '../ui/Menu'
import { carried, carriesDashboards } from './dragging'
import type { FolderNode } from './folders'
import styles from './FolderTree.module.css'

const words = all.dashboards.folders

interface Props {
  project: number
  tree: readonly FolderNode[]
  /** The folder that is open; undefined for all dashboards, null for the trash. */
  open: string | null | undefined
  onDrop: (ids: readonly number[], folder: string | null) => void
  onRename: (path: string) => void
  onCreate: (path: string) => void
}

/** The folders of dashboards beside their list; dashboards can be dropped on them. */
export function FolderTree({ project, tree, open, ...does }: Props) {
  const [shown, setShown] = useState(false)
  return (
    <nav className={styles['folders']} aria-label={words.title} data-shown={shown}>
      <button type="button" className={styles['unfold']} aria-expanded={shown} onClick={() => setShown(!shown)}>
        <Icon name="folder" size={14} />
        {words.title}
        <Icon name="chevron" size={12} />
      </button>
      <Place project={project} search={{}} icon="dashboard" label={words.all} current={open === undefined} onDrop={(ids) => does.onDrop(ids, null)} />
      <Branch project={project} nodes={tree} open={open} {...does} />
      <Place project={project} search={{ trash: true }} icon="trash" label={words.trash} current={open === null} />
    </nav>
  )
}

type BranchProps = Omit<Props, 'tree'> & { nodes: readonly FolderNode[] }

function Branch({ nodes, ...rest }: BranchProps) {
  if (nodes.length === 0) return null
  return (
    <ul className={styles['branch']}>
      {nodes.map((node) => (
        <Folder key={node.path} node={node} {...rest} />
      ))}
    </ul>
  )
}

function Folder({ node, ...rest }: Omit<Props, 'tree'> & { node: FolderNode }) {
  const { project, open, onDrop, onRename, onCreate } = rest
  const inside = typeof open === 'string' && open.startsWith(`${node.path}/`)
  const [chosen, setShown] = useState<boolean | null>(null)
  const shown = chosen ?? inside
  return (
    <li>
      <Place
        project={project}
        search={{ folder: node.path }}
        icon="folder"
        label={node.name}
        count={node.count}
        current={open === node.path}
        onDrop={(ids) => onDrop(ids, node.path)}
      >
        {node.children.length > 0 && (
          <button
            type="button"
            className={styles['twist']}
            aria-expanded={shown}
            aria-label={shown ? words.hide(node.name) : words.show(node.name)}
            onClick={() => setShown(!shown)}
          >
            <Icon name="right" size={12} />
          </button>
        )}
        <Menu
          label={words.actions(node.name)}
          trigger={<Icon name="more" size={14} />}
          triggerClass={[buttonClass('quiet'), styles['menu']].join(' ')}
          items={[
            { key: 'new', label: words.newHere, icon: 'plus', run: () => onCreate(node.path) },
            { key: 'rename', label: words.rename, icon: 'edit', run: () => onRename(node.path) },
          ]}
        />
      </Place>
      {shown && <Branch nodes={node.children} {...rest} />}
    </li>
  )
}

interface PlaceProps {
  project: number
  search: { folder?: string; trash?: true }
  icon: IconName
  label: string
  count?: number
  current: boolean
  onDrop?: (ids: readonly number[]) => void
  children?: React.ReactNode
}

/** A line of the tree: a link to what lies there. */
function Place({ project, search, icon, label, count, current, onDrop, children }: PlaceProps) {
  const [over, setOver] = useState(false)
  const hover = (event: DragEvent) => {
    if (!onDrop || !carriesDashboards(event.dataTransfer)) return
    event.preventDefault()
    setOver(true)
  }
  return (
    <div className={styles['line']} data-over={over || undefined}>
      <Link
        to="/projects/$projectId/dashboards"
        params={{ projectId: String(project) }}
        search={search}
        activeOptions={{ exact: true, includeSearch: true }}
        className={styles['place']}
        aria-current={current ? 'page' : undefined}
        title={label}
        draggable={false}
        onDragOver={hover}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          setOver(false)
          event.preventDefault()
          onDrop?.(carried(event.dataTransfer))
        }}
      >
        <Icon name={icon} size={14} />
        <span className={styles['label']}>{label}</span>
        {count !== undefined && <span className={styles['count']}>{count}</span>}
      </Link>
      {children}
    </div>
  )
}
