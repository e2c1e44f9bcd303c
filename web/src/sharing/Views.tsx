import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { shareViewsQuery, type Shareable, type Sharing } from '../api/sharing'
import { ago } from '../format/date'
import { number } from '../format/number'
import { localMoment } from '../format/zoned'
import { sharingWords as words } from '../strings/sharing'
import { Button } from '../ui/Button'
import { useNow } from '../ui/clock'
import { LoadFailed } from '../ui/LoadFailed'
import { Message } from '../ui/Message'
import { Skeleton } from '../ui/Skeleton'
import { Sparkline } from '../ui/Sparkline'
import table from '../ui/Table.module.css'
import { SharingHistory } from './SharingHistory'
import styles from './Sharing.module.css'

const STEP = 20

/** Who looked at the shared page and when, and what was done to it. */
export function Views({ thing, sharing }: { thing: Shareable; sharing: Sharing }) {
  const [limit, setLimit] = useState(STEP)
  const { data, error, isPlaceholderData, refetch } = useQuery({ ...shareViewsQuery(thing, limit), staleTime: 0 })
  const now = useNow()
  if (error && !data) return <LoadFailed room="section" title={words.viewsFailed} error={error} retry={refetch} />
  return (
    <div className={styles['room']}>
      {!data && <Skeleton height="180px" />}
      {data?.count === 0 && <Message room="fill" icon="eye" title={words.noViews} body={words.noViewsWhy} />}
      {data && data.count > 0 && (
        <>
          <div className={styles['sum']}>
            <p>
              {words.viewed(number(sharing.views), sharing.views)}
              {sharing.last_viewed_at && `, ${words.lastView(ago(sharing.last_viewed_at, now))}`}
            </p>
            <Sparkline days={data.daily_views} label={words.days(data.daily_views.reduce((sum, day) => sum + day, 0))} width={240} height={32} />
          </div>
          <div className={table['frame']}>
            <table className={[table['table'], styles['views']].join(' ')}>
              <thead>
                <tr>
                  <th scope="col">{words.when}</th>
                  <th scope="col">{words.came}</th>
                  <th scope="col">{words.viewer}</th>
                  <th scope="col">{words.count}</th>
                </tr>
              </thead>
              <tbody>
                {data.results.map(({ last_viewed_at: at, address, password_note: note, views }) => (
                  <tr key={`${at} ${address ?? ''} ${note ?? ''}`}>
                    <td className={table['time']}>
                      <time dateTime={at}>{localMoment(at)}</time>
                    </td>
                    <td>{note === null ? words.withLink : note || words.noNote}</td>
                    <td className={styles['address']}>{address ?? words.unknownAddress}</td>
                    <td className={styles['number']}>{number(views)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <p className={styles['hint']}>{words.viewsKept}</p>
          {data.count > data.results.length && (
            <Button busy={isPlaceholderData} disabled={isPlaceholderData} onClick={() => setLimit(limit + STEP)}>
              {words.more}
            </Button>
          )}
        </>
      )}
      <SharingHistory thing={thing} />
    </div>
  )
}
