import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { dashboardsQuery } from '../api/queries'
import { words } from '../strings'
import { insightWords } from '../strings/insights'
import { buttonClass } from '../ui/Button'
import { Icon } from '../ui/Icon'
import { Picker } from '../ui/Picker'

interface Props {
  project: number
  /** What is put on the picked dashboard. */
  name: string
  /** The dashboards it is on already. */
  on: readonly number[]
  onPick: (dashboard: number, name: string) => void
}

/** Picks a dashboard for an insight to go on; those it is on say so. */
export function DashboardPicker({ project, name, on, onPick }: Props) {
  const [search, setSearch] = useState<string | null>(null)
  const { data, isPending } = useQuery({ ...dashboardsQuery(project, search ?? '', 1), enabled: search !== null })
  const choices = (data?.results ?? []).map((dashboard) => ({
    key: String(dashboard.id),
    label: dashboard.name || words.dashboards.untitled,
    icon: 'dashboard' as const,
    ...(on.includes(dashboard.id) ? { note: insightWords.page.onIt } : {}),
  }))
  return (
    <Picker
      label={insightWords.page.addTo(name)}
      trigger={
        <>
          <Icon name="dashboard" size={14} />
          {insightWords.page.addToDashboard}
        </>
      }
      triggerClass={buttonClass('secondary')}
      placeholder={insightWords.page.searchDashboards}
      groups={[{ title: words.dashboards.title, choices }]}
      onSearch={setSearch}
      loading={isPending}
      onPick={({ key, label }) => onPick(Number(key), label)}
    />
  )
}
