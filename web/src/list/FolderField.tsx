import { useQuery } from '@tanstack/react-query'
import { foldersQuery } from '../api/dashboardList'
import { words as all } from '../strings'
import { Icon } from '../ui/Icon'
import { Picker } from '../ui/Picker'
import styles from './FolderField.module.css'
import { allPaths } from './folders'

const words = all.dashboards.folders
const NONE = ' '

/** Picks the folder something lies in, or a new one. */
export function FolderField({ project, folder, onChange }: { project: number; folder: string | null; onChange: (folder: string | null) => void }) {
  const { data } = useQuery(foldersQuery(project))
  const choices = allPaths(data?.results ?? []).map((path) => ({ key: path, label: path, icon: 'folder' as const }))
  return (
    <div className={styles['field']}>
      <span className={styles['label']}>
        {words.path} <span className={styles['hint']}>{words.pathHint}</span>
      </span>
      <Picker
        label={folder === null ? words.pick : `${words.path}: ${folder}`}
        trigger={
          <>
            <Icon name="folder" size={14} />
            <span className={styles['value']}>{folder ?? words.noFolder}</span>
            <Icon name="chevron" size={12} />
          </>
        }
        triggerClass={styles['trigger']}
        placeholder={words.search}
        groups={[{ title: words.title, choices: [{ key: NONE, label: words.noFolder }, ...choices] }]}
        chosen={folder ?? NONE}
        free={(text) => ({ key: text, label: text, icon: 'folder' })}
        onPick={({ key }) => onChange(key === NONE ? null : key)}
      />
    </div>
  )
}
