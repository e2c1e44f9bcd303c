import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { peopleQuery } from '../api/choices'
import type { EventDetail, Kind, PropertyDetail } from '../api/definitions'
import { useCommands, type Command } from '../app/commands'
import { BulkBar } from '../list/BulkBar'
import { LeftAlone } from '../list/LeftAlone'
import { TagMany } from '../list/TagMany'
import { rowCommands } from '../list/useListCommands'
import type { Selection } from '../list/useSelection'
import { definitionWords } from '../strings/definitions'
import { Button, buttonClass } from '../ui/Button'
import { Confirm } from '../ui/Confirm'
import { fullName } from '../ui/fullName'
import { Menu } from '../ui/Menu'
import { useDefinitionActions } from './useDefinitionActions'

const words = definitionWords.bulk

interface Props {
  project: number
  kind: Kind
  items: readonly (EventDetail | PropertyDetail)[]
  selection: Selection<string>
}

/** What can be done with the chosen definitions. */
export function DefinitionBulk({ project, kind, items, selection }: Props) {
  const actions = useDefinitionActions(project, kind)
  const { data: people = [] } = useQuery(peopleQuery)
  const [asking, setAsking] = useState<'tags' | 'delete' | null>(null)
  const chosen = items.filter(({ id }) => selection.chosen.has(id))
  const close = useCallback(() => setAsking(null), [])
  const { toggle } = selection
  useCommands(useMemo((): Command[] => rowCommands(definitionWords.search[kind], toggle), [kind, toggle]))

  return (
    <>
      <BulkBar count={chosen.length} progress={actions.bulk.progress} clear={selection.clear}>
        <Button look="quiet" icon="check" onClick={() => actions.mark(chosen, { verified: true })}>
          {words.verify}
        </Button>
        <Button look="quiet" icon="eye" onClick={() => actions.mark(chosen, { hidden: true })}>
          {words.hide}
        </Button>
        <Button look="quiet" icon="tag" onClick={() => setAsking('tags')}>
          {words.tags}
        </Button>
        {kind === 'events' && (
          <Menu
            label={words.owner}
            opens="up"
            trigger={words.owner}
            triggerClass={buttonClass('quiet')}
            items={[
              { key: 'nobody', label: definitionWords.nobody, run: () => actions.own(chosen, null) },
              ...people.map((person) => ({ key: String(person.id), label: fullName(person), run: () => actions.own(chosen, person.id) })),
            ]}
          />
        )}
        <Menu
          label={words.more}
          opens="up"
          align="end"
          trigger={words.more}
          triggerClass={buttonClass('quiet')}
          items={[
            { key: 'unverify', label: words.unverify, run: () => actions.mark(chosen, { verified: false }) },
            { key: 'unhide', label: words.unhide, run: () => actions.mark(chosen, { hidden: false }) },
            { key: 'delete', label: words.delete, icon: 'trash', danger: true, apart: true, run: () => setAsking('delete') },
          ]}
        />
      </BulkBar>
      <LeftAlone bulk={actions.bulk} nameOf={(id) => items.find((item) => item.id === id)?.name ?? id} />
      {asking === 'tags' && <TagMany project={project} title={words.tagsTitle(chosen.length)} items={chosen} onTag={actions.tag} onClose={close} />}
      {asking === 'delete' && (
        <Confirm
          title={words.deleteTitle(chosen.length)}
          verb={words.deleteVerb}
          danger
          onConfirm={() => {
            actions.forget(chosen)
            close()
          }}
          onClose={close}
        >
          {words.deleteWhy}
        </Confirm>
      )}
    </>
  )
}
