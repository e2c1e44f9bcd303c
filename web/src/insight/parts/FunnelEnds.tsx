import { part, type Json } from '../../charts/read/source'
import { ChoiceMenu } from '../../question/ChoiceMenu'
import { kindWords } from '../../strings/kinds'
import { span, withOptions } from '../funnel'
import { seriesName, seriesOf } from '../series'

const words = kindWords.funnels

/** Between which two steps times and rates are measured. */
export function FunnelEnds({ source, onChange }: { source: Json; onChange: (source: Json) => void }) {
  const steps = seriesOf(source).map((one, place) => ({ value: String(place), label: words.step(place + 1, seriesName(one)) }))
  const { funnelFromStep: from, funnelToStep: to } = span(part(source, 'funnelsFilter'), steps.length - 1)
  const set = (now: { funnelFromStep: number; funnelToStep: number }) => onChange(withOptions(source, now))
  return (
    <>
      <ChoiceMenu
        label={words.fromStep}
        value={String(from)}
        options={steps.slice(0, to)}
        shown={words.fromShown(steps[from]?.label ?? '')}
        onChange={(now) => set({ funnelFromStep: Number(now), funnelToStep: to })}
      />
      <ChoiceMenu
        label={words.toStep}
        value={String(to)}
        options={steps.slice(from + 1)}
        shown={words.toShown(steps[to]?.label ?? '')}
        onChange={(now) => set({ funnelFromStep: from, funnelToStep: Number(now) })}
      />
    </>
  )
}
