import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { dashboardsQuery } from '../api/dashboardList'
import { dashboardQuery } from '../api/dashboards'
import type { ProjectDetail } from '../api/settings'
import { words as general } from '../strings'
import { settingsWords } from '../strings/settings'
import { Field } from '../ui/Field'
import { Segmented } from '../ui/Segmented'
import { Choose } from './Choose'
import { wrongWith } from '../ui/failure'
import { SettingsForm } from './SettingsForm'
import { timeZones, zoneLabel } from './timeZones'
import { useEdits } from './useEdits'
import { useProjectSave } from './useProjectSave'
import styles from './Settings.module.css'

const words = settingsWords.project
const NONE = 'none'

/** Name, time zone and how weeks are counted. */
export function GeneralForm({ project, locked }: { project: ProjectDetail; locked: boolean }) {
  const { name, timezone, week_start_day, stale_after_days, primary_dashboard = null } = project
  const { values, changed, changes, edit, discard } = useEdits({ name, timezone, week_start_day, stale_after_days, primary_dashboard })
  const saving = useProjectSave(project.id, discard)
  const zones = useMemo(() => timeZones(new Date()), [])

  return (
    <SettingsForm
      changed={changed}
      saving={saving}
      fields={['name', 'stale_after_days']}
      locked={locked}
      save={() => saving.mutate(changes)}
      discard={discard}
    >
      <Field
        label={words.name}
        value={values.name}
        maxLength={200}
        required
        error={wrongWith(saving.error, 'name')}
        onChange={(event) => edit({ name: event.target.value })}
      />
      <Choose
        label={words.timeZone}
        hint={words.timeZoneWhy}
        shown={zoneLabel(values.timezone)}
        chosen={values.timezone}
        placeholder={words.findZone}
        choices={zones}
        onPick={(timezone) => edit({ timezone })}
      />
      <div>
        <span className={styles['label']}>{words.weekStart}</span>
        <Segmented
          label={words.weekStart}
          value={String(values.week_start_day)}
          options={[
            { value: '0', label: words.sunday },
            { value: '1', label: words.monday },
          ]}
          onChange={(day) => edit({ week_start_day: Number(day) })}
        />
        <p className={styles['below']}>{words.weekStartWhy}</p>
      </div>
      <HomeDashboard project={project.id} chosen={values.primary_dashboard} onPick={(dashboard) => edit({ primary_dashboard: dashboard })} />
      <Field
        label={words.stale}
        hint={words.staleHint}
        type="number"
        min={1}
        max={3650}
        required
        value={values.stale_after_days || ''}
        error={wrongWith(saving.error, 'stale_after_days')}
        onChange={(event) => edit({ stale_after_days: event.target.valueAsNumber || 0 })}
      />
    </SettingsForm>
  )
}

interface HomeProps {
  project: number
  chosen: number | null
  onPick: (dashboard: number | null) => void
}

function HomeDashboard({ project, chosen, onPick }: HomeProps) {
  const [search, setSearch] = useState('')
  const { data: found } = useQuery(dashboardsQuery(project, search ? { search } : {}))
  const { data: current } = useQuery({ ...dashboardQuery(project, chosen ?? 0), enabled: chosen !== null })
  const name = chosen === null ? words.noHome : current ? current.name || general.dashboards.untitled : general.loading
  return (
    <Choose
      label={words.home}
      hint={words.homeWhy}
      shown={name}
      chosen={String(chosen ?? NONE)}
      placeholder={words.findDashboard}
      choices={[
        ...(search ? [] : [{ key: NONE, label: words.noHome }]),
        ...(found?.results ?? []).map((item) => ({ key: String(item.id), label: item.name || general.dashboards.untitled })),
      ]}
      onSearch={setSearch}
      onPick={(key) => onPick(key === NONE ? null : Number(key))}
    />
  )
}
