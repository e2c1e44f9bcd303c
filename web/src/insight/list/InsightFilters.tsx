import { useQuery } from '@tanstack/react-query'
import { tagsQuery } from '../../api/choices'
import { LISTED_KINDS, type InsightsAsked, type ListedKind } from '../../api/insights'
import { OwnerFilter } from '../../list/OwnerFilter'
import { SearchBox } from '../../list/SearchBox'
import { ChoiceMenu } from '../../question/ChoiceMenu'
import { insightWords } from '../../strings/insights'
import { Button } from '../../ui/Button'
import styles from './InsightList.module.css'

const words = insightWords.filter
const ALL = 'all'

/** Undefined takes a restriction away. */
export type AskedChange = { [Key in keyof InsightsAsked]?: InsightsAsked[Key] | undefined }

interface Props {
  project: number
  asked: InsightsAsked
  onAsk: (change: AskedChange) => void
}

/** What narrows the list of insights. */
export function InsightFilters({ project, asked, onAsk }: Props) {
  const { data: tags = [] } = useQuery(tagsQuery(project))
  return (
    <div className={styles['tools']}>
      <SearchBox label={insightWords.search} value={asked.search ?? ''} onSearch={(search) => onAsk({ search })} />
      <ChoiceMenu<ListedKind | typeof ALL>
        label={words.kind}
        value={asked.kind ?? ALL}
        options={[{ value: ALL, label: words.anyKind }, ...LISTED_KINDS.map((kind) => ({ value: kind, label: words.kinds[kind] }))]}
        onChange={(kind) => onAsk(kind === ALL ? { kind: undefined } : { kind })}
      />
      {tags.length > 0 && (
        <ChoiceMenu
          label={words.tag}
          value={asked.tag ?? ''}
          options={[{ value: '', label: words.anyTag }, ...tags.map((tag) => ({ value: tag, label: tag }))]}
          onChange={(tag) => onAsk({ tag })}
        />
      )}
      <OwnerFilter label={words.maker} owner={asked.owner} onChange={(owner) => onAsk({ owner })} />
      <Button icon="star" aria-pressed={asked.favorites === true} className={styles['favorites']} onClick={() => onAsk({ favorites: !asked.favorites })}>
        {words.favorites}
      </Button>
    </div>
  )
}
