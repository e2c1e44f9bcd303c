import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { templatesQuery, type Template } from '../api/templates'
import type { Drafting, Drafts, WayProps } from '../list/ways'
import { templateWords as words } from '../strings/templates'
import { Field } from '../ui/Field'
import { LoadFailed } from '../ui/LoadFailed'
import { Message } from '../ui/Message'
import { Skeleton } from '../ui/Skeleton'
import styles from './Gallery.module.css'
import { TemplateCard } from './TemplateCard'
import { UseTemplate } from './UseTemplate'

interface Props extends WayProps, Drafting<Drafts['templates']> {
  /** The id of the template that is being filled in. */
  chosen: string | undefined
  choose: (id: string | null) => void
}

/** The templates to make a dashboard from: the project's own first. */
export function Gallery({ chosen, choose, draft, onDraft, ...way }: Props) {
  const { project } = way
  const { data, error, refetch } = useQuery(templatesQuery(project))
  const [search, setSearch] = useState('')
  const template = data?.results.find(({ id }) => id === chosen)
  if (template) {
    const { id, template_name: name } = template
    return (
      <UseTemplate
        key={id}
        {...way}
        template={template}
        draft={draft[id] ?? { name, chosen: {} }}
        onDraft={(now) => onDraft({ ...draft, [id]: now })}
        back={() => choose(null)}
      />
    )
  }

  const found = data?.results.filter((one) => matches(one, search.trim().toLowerCase()))
  const group = (title: string, some: readonly Template[] | undefined) =>
    some && some.length > 0 ? (
      <section key={title}>
        <h3 className={styles['title']}>{title}</h3>
        <ul className={styles['cards']}>
          {some.map((one) => (
            <TemplateCard key={one.id} project={project} template={one} choose={() => choose(one.id)} />
          ))}
        </ul>
      </section>
    ) : null
  return (
    <div className={styles['gallery']}>
      <Field label={words.search} type="search" value={search} onChange={(event) => setSearch(event.target.value)} />
      {error && !data && (
        <LoadFailed room="fill" title={words.failed} error={error} retry={refetch} />
      )}
      {!data && !error && (
        <div className={styles['cards']}>
          {[0, 1, 2].map((card) => (
            <Skeleton key={card} height="220px" />
          ))}
        </div>
      )}
      {found?.length === 0 && <Message room="fill" icon="search" title={words.none} body={words.noneWhy} />}
      {group(words.own, found?.filter(({ scope }) => scope === 'team'))}
      {group(words.builtIn, found?.filter(({ scope }) => scope !== 'team'))}
    </div>
  )
}

const matches = ({ template_name: name, dashboard_description: description, tags }: Template, text: string) =>
  [name, description, ...tags].some((one) => one.toLowerCase().includes(text))
