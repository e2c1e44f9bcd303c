import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { ingestionWarningsQuery } from '../api/ingestion'
import { WarningCard } from '../ingestion/WarningCard'
import styles from '../ingestion/Warnings.module.css'
import { ingestion } from '../strings/ingestion'
import { buttonClass } from '../ui/Button'
import { LoadFailed } from '../ui/LoadFailed'
import { Message } from '../ui/Message'
import { useTitle } from '../ui/useTitle'

const route = getRouteApi('/inside/projects/$projectId/warnings')
const text = ingestion.warnings

/** What went wrong with a project's data on its way in, by kind, the latest first. */
export function WarningsPage() {
  const project = Number(route.useParams().projectId)
  const { days = 7 } = route.useSearch()
  const navigate = route.useNavigate()
  const { data, error, refetch } = useQuery(ingestionWarningsQuery(project, days))
  useTitle(text.title)
  const live = (
    <Link to="/projects/$projectId/live" params={{ projectId: String(project) }} className={buttonClass('secondary')}>
      {text.watch}
    </Link>
  )
  return (
    <div className={styles['page']}>
      <header className={styles['head']}>
        <div>
          <h1>{text.title}</h1>
          <p className={styles['lead']}>{text.lead}</p>
        </div>
        <div className={styles['controls']}>
          <div role="group" aria-label={text.period} className={styles['periods']}>
            {([7, 30] as const).map((period) => (
              <button
                key={period}
                type="button"
                aria-pressed={days === period}
                onClick={() => void navigate({ search: period === 7 ? {} : { days: period }, replace: true })}
              >
                {text.periods[period]}
              </button>
            ))}
          </div>
          {live}
        </div>
      </header>
      {error && !data && (
        <LoadFailed room="section" title={text.failed} error={error} retry={refetch} />
      )}
      {data?.results.length === 0 && <Message room="section" icon="check" title={text.none} body={text.noneWhy} />}
      {data?.results.map((warning) => (
        <WarningCard key={`${warning.kind} ${warning.in_project}`} warning={warning} days={data.days} />
      ))}
    </div>
  )
}
