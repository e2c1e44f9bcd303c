import type { Project } from '../api/types'
import { words } from '../strings'
import { CodeBlock } from '../ui/CodeBlock'
import { CopyButton } from '../ui/CopyButton'
import { Tabs } from '../ui/Tabs'
import { snippets } from './snippets'
import styles from './Start.module.css'

/** The project's address and token, and the snippets that use them. */
export function Snippets({ project }: { project: Project }) {
  const host = window.location.origin
  const tabs = snippets(host, project.api_token).map(({ key, title, why, code }) => ({
    key,
    title,
    content: <CodeBlock code={code} name={title} why={why} />,
  }))
  return (
    <>
      <section className={styles['card']} aria-label={words.start.how}>
        <Tabs label={words.start.how} tabs={tabs} />
      </section>
      <section className={styles['card']}>
        <dl className={styles['facts']}>
          <dt>{words.start.host}</dt>
          <dd>
            <span className={styles['fact']}>{host}</span>
            <CopyButton text={host} name={words.start.host} />
          </dd>
          <dt>{words.start.token}</dt>
          <dd>
            <span className={styles['fact']} data-testid="project-token">
              {project.api_token}
            </span>
            <CopyButton text={project.api_token} name={words.start.token} />
          </dd>
        </dl>
      </section>
      <p className={styles['note']}>{words.start.tokenWhy}</p>
    </>
  )
}
