import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { changeInsight, type InsightItem } from '../../api/insights'
import { ago } from '../../format/date'
import { SelectBox } from '../../list/SelectBox'
import { insightWords } from '../../strings/insights'
import { insightTitle } from '../../tiles/title'
import { Avatar } from '../../ui/Avatar'
import { IconButton } from '../../ui/Button'
import { useNow } from '../../ui/clock'
import { failure } from '../../ui/failure'
import { fullName } from '../../ui/fullName'
import { Skeleton } from '../../ui/Skeleton'
import { Tags } from '../../ui/Tags'
import { showToast } from '../../ui/toasts'
import { kindOfQuery } from '../query'
import styles from './InsightList.module.css'

const KINDS: Partial<Record<string, string>> = insightWords.kinds

interface Props {
  project: number
  item: InsightItem
  selected: boolean
  /** Told whether what lies between this row and the last one is meant too. */
  onToggle: (range: boolean) => void
}

export function InsightRow({ project, item, selected, onToggle }: Props) {
  const now = useNow()
  const name = insightTitle(item)
  const person = item.created_by ? fullName(item.created_by) : null
  const kind = kindOfQuery(item.query)
  return (
    <tr data-selected={selected || undefined}>
      <td className={styles['check']}>
        <SelectBox label={insightWords.select(name)} checked={selected} onToggle={onToggle} />
      </td>
      <td className={styles['star']}>
        <Star project={project} item={item} name={name} />
      </td>
      <td className={styles['nameCell']}>
        <Link
          to="/projects/$projectId/insights/$insightId"
          params={{ projectId: String(project), insightId: item.short_id }}
          className={styles['name']}
        >
          {name}
        </Link>
        {item.description && <p className={styles['description']}>{item.description}</p>}
      </td>
      <td className={styles['kind']}>{KINDS[kind] ?? kind}</td>
      <td>{item.tags.length > 0 && <Tags tags={item.tags} />}</td>
      <td>
        {person && (
          <span className={styles['person']}>
            <Avatar name={person} />
            {person}
          </span>
        )}
      </td>
      <td className={styles['time']}>{ago(item.last_modified_at, now)}</td>
    </tr>
  )
}

function Star({ project, item, name }: { project: number; item: InsightItem; name: string }) {
  const client = useQueryClient()
  const { mutate, isPending } = useMutation({
    mutationFn: (favorited: boolean) => changeInsight(project, item.id, { favorited }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['insights', project] }),
    onError: (error) => showToast({ text: failure(error), bad: true }),
  })
  return (
    <IconButton
      icon="star"
      filled={item.favorited}
      aria-pressed={item.favorited}
      disabled={isPending}
      className={styles['toggle']}
      label={item.favorited ? insightWords.unfavorite(name) : insightWords.favorite(name)}
      onClick={() => mutate(!item.favorited)}
    />
  )
}

const LINES = [0, 1, 2, 3, 4]

export function WaitingRows() {
  return LINES.map((line) => (
    <tr key={line}>
      <td colSpan={2} />
      {['60%', '50%', '40%', '60%', '50%'].map((width, place) => (
        <td key={place}>
          <Skeleton width={width} />
        </td>
      ))}
    </tr>
  ))
}
