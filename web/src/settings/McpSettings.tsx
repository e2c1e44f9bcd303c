import { getRouteApi } from '@tanstack/react-router'
import { useMutation } from '@tanstack/react-query'
import { useState, type SyntheticEvent } from 'react'
import { agentTools } from '../api/mcp'
import { settingsWords } from '../strings/settings'
import { Button } from '../ui/Button'
import { CodeBlock } from '../ui/CodeBlock'
import { Field } from '../ui/Field'
import { Icon } from '../ui/Icon'
import { Tabs } from '../ui/Tabs'
import { useTitle } from '../ui/useTitle'
import { agentSetups } from './agents'
import { failure } from '../ui/failure'
import { NewKey } from './NewKey'
import { agentScopes } from './scopes'
import { Secret } from './Secret'
import { Section } from './Section'
import styles from './Settings.module.css'

const words = settingsWords.mcp
const route = getRouteApi('/inside/projects/$projectId/settings/mcp')
const NO_KEY = 'phx_YOUR_KEY'

type Kind = 'read' | 'agent'

/** How an agent is let in: a key, a snippet for its settings, and a test. */
export function McpSettings() {
  const project = Number(route.useParams().projectId)
  const [making, setMaking] = useState<Kind | null>(null)
  const [apiKey, setApiKey] = useState('')
  useTitle(words.title)

  const tabs = agentSetups(window.location.origin, apiKey || NO_KEY).map(({ key, title, why, code }) => ({
    key,
    title,
    content: <CodeBlock code={code} name={title} why={why} wrap />,
  }))
  return (
    <>
      <header>
        <h1>{words.title}</h1>
        <p className={styles['lead']}>{words.lead}</p>
      </header>
      <Section title={words.keyTitle} why={apiKey ? words.made : words.keyWhy}>
        {apiKey ? (
          <Secret name={words.key} value={apiKey} />
        ) : (
          <div className={styles['foot']}>
            <Button icon="key" onClick={() => setMaking('read')}>
              {words.readKey}
            </Button>
            <Button icon="key" onClick={() => setMaking('agent')}>
              {words.writeKey}
            </Button>
          </div>
        )}
      </Section>
      <Section title={words.setupTitle}>
        <Tabs label={words.setup} tabs={tabs} />
      </Section>
      <Section title={words.testTitle} why={words.testWhy}>
        <Test key={apiKey} made={apiKey} />
      </Section>
      {making && (
        <NewKey
          initial={{ label: words.keyLabel(making), scopes: agentScopes(making === 'agent'), scoped_teams: [project] }}
          onMade={({ value }) => {
            setApiKey(value ?? '')
            setMaking(null)
          }}
          onClose={() => setMaking(null)}
        />
      )}
    </>
  )
}

function Test({ made }: { made: string }) {
  const [apiKey, setApiKey] = useState(made)
  const { mutate, data, error, isPending } = useMutation({ mutationFn: () => agentTools(apiKey.trim()) })

  function submit(event: SyntheticEvent) {
    event.preventDefault()
    mutate()
  }

  return (
    <form onSubmit={submit}>
      <div className={styles['fields']}>
        <Field label={words.key} value={apiKey} autoComplete="off" spellCheck={false} required placeholder={NO_KEY} onChange={(event) => setApiKey(event.target.value)} />
        <div className={styles['foot']}>
          <Button type="submit" busy={isPending} disabled={isPending || !apiKey.trim()}>
            {isPending ? words.testing : words.test}
          </Button>
          <span role="status">
            {data !== undefined && (
              <span className={styles['good']}>
                <Icon name="check" size={14} /> {words.works(data)}
              </span>
            )}
          </span>
        </div>
        {error && (
          <p className={styles['error']} role="alert">
            {words.fails(failure(error))}
          </p>
        )}
      </div>
    </form>
  )
}
