import type { ProjectDetail } from '../api/settings'
import { settingsWords } from '../strings/settings'
import { Chips } from '../ui/Chips'
import { wrongWith } from '../ui/failure'
import { SettingsForm } from './SettingsForm'
import { useEdits } from './useEdits'
import { useProjectSave } from './useProjectSave'
import styles from './Settings.module.css'

const words = settingsWords.project

/** The origins of the pages that may send events. */
export function OriginsForm({ project: { id, app_urls }, locked }: { project: ProjectDetail; locked: boolean }) {
  const { values, changed, changes, edit, discard } = useEdits({ app_urls })
  const saving = useProjectSave(id, discard)
  const wrong = wrongWith(saving.error, 'app_urls')
  return (
    <SettingsForm
      changed={changed}
      saving={saving}
      fields={['app_urls']}
      locked={locked}
      save={() => saving.mutate(changes)}
      discard={discard}
    >
      <div>
        <Chips label={words.origin} values={values.app_urls} suggestions={[]} placeholder={words.originExample} onChange={(urls) => edit({ app_urls: urls })} />
        {wrong && (
          <p className={styles['error']} role="alert">
            {wrong}
          </p>
        )}
      </div>
    </SettingsForm>
  )
}
