import type { ReactNode } from 'react'
import type { EventDetail, Kind, PropertyDetail } from '../api/definitions'
import { ago } from '../format/date'
import { definitionWords as words } from '../strings/definitions'
import { BackLink } from '../ui/BackLink'
import { useNow } from '../ui/clock'
import { Tags } from '../ui/Tags'
import { Marks } from './Badges'
import styles from './Definition.module.css'

interface Props {
  project: number
  kind: Kind
  item: EventDetail | PropertyDetail
  title: string
  children?: ReactNode
}

/** What a definition is called, how it is marked, and when it was seen. */
export function DefinitionHead({ project, kind, item, title, children }: Props) {
  const now = useNow()
  const seen = (at: string | null) => (at ? ago(at, now) : words.never)
  return (
    <header className={styles['head']}>
      <BackLink to="/projects/$projectId/data/$kind" params={{ projectId: String(project), kind }}>
        {words.back[kind]}
      </BackLink>
      <div className={styles['line']}>
        <h1>{title}</h1>
        {title !== item.name && <code className={styles['code']}>{item.name}</code>}
        <Marks item={item} />
        {children}
        <Tags tags={item.tags} />
      </div>
      <p className={styles['seen']}>
        {words.firstSeen} {seen(item.created_at)} · {words.columns.seen} {seen(item.last_seen_at)}
      </p>
    </header>
  )
}
