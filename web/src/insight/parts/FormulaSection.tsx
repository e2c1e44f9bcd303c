import { isObject, part, type Json } from '../../charts/read/source'
import { CommittedField } from '../../question/CommittedField'
import { textOf } from '../../question/json'
import question from '../../question/Question.module.css'
import { insightWords } from '../../strings/insights'
import { Button, IconButton } from '../../ui/Button'
import { changedPart } from '../query'
import { Section } from './Section'
import styles from './Series.module.css'

const words = insightWords.formula

interface Props {
  source: Json
  onChange: (source: Json) => void
}

/** Formulas over the series, each a line of its own in the chart (TR-10). */
export function FormulaSection({ source, onChange }: Props) {
  const formulas = formulasOf(part(source, 'trendsFilter'))
  const write = (now: readonly Json[]) =>
    onChange(changedPart(source, 'trendsFilter', { formulaNodes: now.length > 0 ? now : undefined, formula: undefined, formulas: undefined }))
  return (
    <Section title={words.title} {...(formulas.length > 0 ? { hint: words.hint } : {})}>
      {formulas.map((node, place) => (
        <div key={place} className={styles['renaming']}>
          <CommittedField
            label={words.label(place + 1)}
            placeholder="A / B * 100"
            spellCheck={false}
            value={textOf(node['formula'])}
            onCommit={(formula) => write(formulas.with(place, { ...node, formula }))}
          />
          <IconButton icon="close" label={words.remove(place + 1)} onClick={() => write(formulas.toSpliced(place, 1))} />
        </div>
      ))}
      <Button look="quiet" icon="plus" className={question['add']} onClick={() => write([...formulas, { formula: 'A' }])}>
        {words.add}
      </Button>
    </Section>
  )
}

/** The formulas, whichever of the three keys holds them. */
function formulasOf({ formulaNodes, formulas, formula }: Json): readonly Json[] {
  if (Array.isArray(formulaNodes) && formulaNodes.length > 0) return formulaNodes.filter(isObject)
  if (Array.isArray(formulas) && formulas.length > 0) return formulas.map((one: unknown) => ({ formula: one }))
  return formula ? [{ formula }] : []
}
