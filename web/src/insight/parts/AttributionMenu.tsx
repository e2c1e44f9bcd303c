import { part, type Json } from '../../charts/read/source'
import { ChoiceMenu } from '../../question/ChoiceMenu'
import { kindWords } from '../../strings/kinds'
import { withOptions } from '../funnel'
import { seriesOf } from '../series'
import { optionsOf } from './optionsOf'
import { Section } from './Section'

const words = kindWords.funnels

/** Which of somebody's events tells the value of a funnel's breakdown (FN-16). */
export function AttributionMenu({ source, onChange }: { source: Json; onChange: (source: Json) => void }) {
  const { breakdownAttributionType: type = 'first_touch', breakdownAttributionValue: step, funnelOrderType: order } = part(source, 'funnelsFilter')
  const steps = order === 'unordered' ? [words.ofAnyFirst] : seriesOf(source).map((_, place) => words.ofStep(place + 1))
  return (
    <Section title={words.attribution}>
      <ChoiceMenu
        label={words.attribution}
        value={type === 'step' ? `step ${Number(step ?? 0)}` : String(type)}
        options={[...optionsOf(words.attributions), ...steps.map((label, place) => ({ value: `step ${place}`, label, apart: place === 0 }))]}
        onChange={(chosen) => {
          const [, place] = chosen.split(' ')
          onChange(
            withOptions(source, {
              breakdownAttributionType: place === undefined ? chosen : 'step',
              breakdownAttributionValue: place === undefined ? undefined : Number(place),
            }),
          )
        }}
      />
    </Section>
  )
}
