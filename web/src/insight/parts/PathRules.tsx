import { isObject, type Json } from '../../charts/read/source'
import { CommittedField } from '../../question/CommittedField'
import { kindWords } from '../../strings/kinds'
import { Button, IconButton } from '../../ui/Button'
import styles from './Kinds.module.css'
import { optionOf } from './optionsOf'

const words = kindWords.paths

interface Props {
  /** The `localPathCleaningFilters`. */
  rules: unknown
  onChange: (rules: Json[] | undefined) => void
}

/** Rules that make names of one, applied in their order. */
export function PathRules({ rules, onChange }: Props) {
  const known = Array.isArray(rules) ? rules.filter(isObject) : []
  const change = (now: Json[]) => onChange(now.length > 0 ? now : undefined)
  return (
    <>
      {known.map((rule, place) => {
        const [regex, alias] = [optionOf(rule['regex'], ''), optionOf(rule['alias'], '')]
        return (
          // Rules have no identity but their place.
          <div key={place} className={styles['rule']}>
            <CommittedField label={words.regex} value={regex} onCommit={(text) => text && change(known.with(place, { ...rule, regex: text }))} />
            <CommittedField label={words.alias} value={alias} onCommit={(text) => change(known.with(place, { ...rule, alias: text }))} />
            <IconButton icon="close" label={words.removeRule(regex)} onClick={() => change(known.toSpliced(place, 1))} />
          </div>
        )
      })}
      <Button look="quiet" icon="plus" onClick={() => change([...known, { regex: '\\d+', alias: '<id>' }])}>
        {words.addRule}
      </Button>
    </>
  )
}
