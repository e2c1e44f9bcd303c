import type { ProjectDetail } from '../api/settings'
import { FilterList } from '../question/FilterList'
import { membersOf } from '../question/types'
import { settingsWords } from '../strings/settings'
import { wrongWith } from '../ui/failure'
import { SettingsForm } from './SettingsForm'
import { useEdits } from './useEdits'
import { useProjectSave } from './useProjectSave'
import styles from './Settings.module.css'

const words = settingsWords.project

/** The filters that keep the team's own events out. */
export function TestAccountsForm({ project: { id, test_account_filters }, locked }: { project: ProjectDetail; locked: boolean }) {
  const { values, changed, changes, edit, discard } = useEdits({ test_account_filters })
  const saving = useProjectSave(id, discard)
  const wrong = wrongWith(saving.error, 'test_account_filters')
  return (
    <SettingsForm
      changed={changed}
      saving={saving}
      fields={['test_account_filters']}
      locked={locked}
      save={() => saving.mutate(changes)}
      discard={discard}
    >
      <FilterList
        project={id}
        label={words.testAccounts}
        filters={values.test_account_filters}
        onChange={(filters) => edit({ test_account_filters: membersOf(filters) })}
      />
      {wrong && (
        <p className={styles['error']} role="alert">
          {wrong}
        </p>
      )}
    </SettingsForm>
  )
}
