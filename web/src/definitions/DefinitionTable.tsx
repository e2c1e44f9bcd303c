import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { EventDetail, EventVolume, Kind, PropertyDetail, TimesUsed } from '../api/definitions'
import { ago } from '../format/date'
import { compactNumber, number } from '../format/number'
import { definitionWords as words } from '../strings/definitions'
import { Avatar } from '../ui/Avatar'
import { useNow } from '../ui/clock'
import { fullName } from '../ui/fullName'
import { Skeleton } from '../ui/Skeleton'
import { Tags } from '../ui/Tags'
import { Marks, Rejects, TypeBadges } from './Badges'
import { Sparkline } from '../ui/Sparkline'
import styles from './DefinitionTable.module.css'

interface EventsProps {
  project: number
  items: readonly EventDetail[] | null
  volumes: readonly EventVolume[] | null
  used: readonly TimesUsed[]
}

/** The events of a project as a table; grey lines while `items` is null, and in place of volumes on their way. */
export function EventTable({ project, items, volumes, used }: EventsProps) {
  const by = new Map(volumes?.map((volume) => [volume.name, volume]))
  const { name, volume, queries, used: usedIn, seen, tags, owner } = words.columns
  return (
    <Frame label={words.tabs.events} heads={[name, volume, queries, usedIn, seen, tags, owner]} waiting={items === null}>
      {items?.map((item) => (
        <tr key={item.id}>
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
        </tr>
      ))}
    </Frame>
  )
}

interface PropertiesProps {
  project: number
  items: readonly PropertyDetail[] | null
  used: readonly TimesUsed[]
}

/** The properties of a project as a table. */
export function PropertyTable({ project, items, used }: PropertiesProps) {
  const { name, type, used: usedIn, seen, tags } = words.columns
  return (
    <Frame label={words.tabs.properties} heads={[name, type, usedIn, seen, tags]} waiting={items === null}>
      {items?.map((item) => (
        <tr key={item.id}>
          <Name project={project} kind="properties" item={item} title={null} />
          <td>
            <TypeBadges item={item} />
          </td>
          <Used name={item.name} used={used} />
          <Seen at={item.last_seen_at} />
          <td>{item.tags.length > 0 && <Tags tags={item.tags} />}</td>
        </tr>
      ))}
    </Frame>
  )
}

function Frame({ label, heads, waiting, children }: { label: string; heads: readonly string[]; waiting: boolean; children: ReactNode }) {
  return (
    <div className={styles['frame']} aria-busy={waiting}>
      <table className={styles['table']} aria-label={label}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{waiting ? <Waiting columns={heads.length} /> : children}</tbody>
      </table>
    </div>
  )
}

interface NameProps {
  project: number
  kind: Kind
  item: EventDetail | PropertyDetail
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

const LINES = [0, 1, 2, 3, 4]

function Waiting({ columns }: { columns: number }) {
  return LINES.map((line) => (
    <tr key={line}>
      {Array.from({ length: columns }, (_, column) => (
        <td key={column}>
          <Skeleton width={`${70 - line * 7}%`} />
        </td>
      ))}
    </tr>
  ))
}
