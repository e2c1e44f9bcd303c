import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { EventDetail, EventVolume, Kind, PropertyDetail, TimesUsed } from '../api/definitions'
import { ago } from '../format/date'
import { compactNumber, number } from '../format/number'
import { SelectBox } from '../list/SelectBox'
import type { Selection } from '../list/useSelection'
import { WaitingRows } from '../list/WaitingRows'
import { words as allWords } from '../strings'
import { definitionWords as words } from '../strings/definitions'
import { Avatar } from '../ui/Avatar'
import { useNow } from '../ui/clock'
import { fullName } from '../ui/fullName'
import { Skeleton } from '../ui/Skeleton'
import { Tags } from '../ui/Tags'
import { Marks, Rejects, TypeBadges } from './Badges'
import { Sparkline } from '../ui/Sparkline'
import styles from './DefinitionTable.module.css'

const listWords = allWords.dashboards

interface EventsProps {
  project: number
  items: readonly EventDetail[] | null
  volumes: readonly EventVolume[] | null
  used: readonly TimesUsed[]
  selection: Selection<string>
}

/** The events of a project as a table; grey lines while `items` is null, and in place of volumes on their way. */
export function EventTable({ project, items, volumes, used, selection }: EventsProps) {
  const by = new Map(volumes?.map((volume) => [volume.name, volume]))
  const { name, volume, queries, used: usedIn, seen, tags, owner } = words.columns
  return (
    <Frame label={words.tabs.events} heads={[name, volume, queries, usedIn, seen, tags, owner]} items={items} selection={selection}>
      {items?.map((item) => (
        <Selectable key={item.id} item={item} selection={selection}>
          <Name project={project} kind="events" item={item} title={item.display_name}>
            {item.enforcement_mode === 'reject' && <Rejects />}
          </Name>
          <Volume name={item.name} volume={by.get(item.name)} waiting={volumes === null} />
          <td className={styles['number']} data-label={queries}>
            {by.has(item.name) ? number(by.get(item.name)?.query_usage_30_day) : ''}
          </td>
          <Used name={item.name} used={used} />
          <Seen at={item.last_seen_at} />
          <td>{item.tags.length > 0 && <Tags tags={item.tags} />}</td>
          <td>
            {item.owner && (
              <span className={styles['person']}>
                <Avatar name={fullName(item.owner)} />
                {fullName(item.owner)}
              </span>
            )}
          </td>
        </Selectable>
      ))}
    </Frame>
  )
}

interface PropertiesProps {
  project: number
  items: readonly PropertyDetail[] | null
  used: readonly TimesUsed[]
  selection: Selection<string>
}

/** The properties of a project as a table. */
export function PropertyTable({ project, items, used, selection }: PropertiesProps) {
  const { name, type, used: usedIn, seen, tags } = words.columns
  return (
    <Frame label={words.tabs.properties} heads={[name, type, usedIn, seen, tags]} items={items} selection={selection}>
      {items?.map((item) => (
        <Selectable key={item.id} item={item} selection={selection}>
          <Name project={project} kind="properties" item={item} title={null} />
          <td>
            <TypeBadges item={item} />
          </td>
          <Used name={item.name} used={used} />
          <Seen at={item.last_seen_at} />
          <td>{item.tags.length > 0 && <Tags tags={item.tags} />}</td>
        </Selectable>
      ))}
    </Frame>
  )
}

type Item = EventDetail | PropertyDetail

interface FrameProps {
  label: string
  heads: readonly string[]
  items: readonly Item[] | null
  selection: Selection<string>
  children: ReactNode
}

function Frame({ label, heads, items, selection: { chosen, toggleAll }, children }: FrameProps) {
  const all = items !== null && items.length > 0 && chosen.size === items.length
  return (
    <div className={styles['frame']} aria-busy={items === null}>
      <table className={styles['table']} aria-label={label}>
        <thead>
          <tr>
            <th scope="col" className={styles['tick']}>
              <SelectBox label={listWords.selectAll} checked={all} mixed={chosen.size > 0 && !all} onToggle={toggleAll} />
            </th>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{items === null ? <WaitingRows columns={heads.length + 1} /> : children}</tbody>
      </table>
    </div>
  )
}

function Selectable({ item, selection: { chosen, toggle }, children }: { item: Item; selection: Selection<string>; children: ReactNode }) {
  const selected = chosen.has(item.id)
  return (
    <tr data-row={item.id} data-selected={selected || undefined}>
      <td className={styles['tick']}>
        <SelectBox label={listWords.select(item.name)} checked={selected} onToggle={(range) => toggle(item.id, range)} />
      </td>
      {children}
    </tr>
  )
}

interface NameProps {
  project: number
  kind: Kind
  item: Item
  title: string | null
  children?: ReactNode
}

function Name({ project, kind, item, title, children }: NameProps) {
  const params = { projectId: String(project), definitionId: item.id }
  return (
    <td className={styles['nameCell']}>
      <span className={styles['line']}>
        <Link to={`/projects/$projectId/data/${kind}/$definitionId`} params={params} className={styles['name']}>
          {title ?? item.name}
        </Link>
        {title !== null && <code className={styles['code']}>{item.name}</code>}
        <Marks item={item} />
        {children}
      </span>
      {item.description && <p className={styles['description']}>{item.description}</p>}
    </td>
  )
}

function Volume({ name, volume, waiting }: { name: string; volume: EventVolume | undefined; waiting: boolean }) {
  return (
    <td className={styles['volumeCell']}>
      {volume ? (
        <span className={styles['volume']}>
          <Sparkline days={volume.daily_volumes} label={words.sparkline(name, number(volume.volume_30_day))} />
          {compactNumber(volume.volume_30_day)}
        </span>
      ) : (
        waiting && <Skeleton width="80%" />
      )}
    </td>
  )
}

function Used({ name, used }: { name: string; used: readonly TimesUsed[] }) {
  return (
    <td className={styles['number']} data-label={words.columns.used}>
      {used.find((one) => one.name === name)?.used_in}
    </td>
  )
}

function Seen({ at }: { at: string | null }) {
  const now = useNow()
  return <td className={styles['time']}>{at ? ago(at, now) : words.never}</td>
}
