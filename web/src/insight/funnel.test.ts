import { describe, expect, it } from 'vitest'
import { part } from '../charts/read/source'
import { exclusionsOf, span, withOptions, withSteps } from './funnel'

const steps = (count: number) => Array.from({ length: count }, (_, place) => ({ kind: 'EventsNode', event: `e${place}` }))
const funnel = (count: number, funnelsFilter: Record<string, unknown>) => ({ kind: 'FunnelsQuery', series: steps(count), funnelsFilter })

describe('a funnel that loses a step', () => {
  it('measures between steps it still has', () => {
    const source = withSteps(funnel(4, { funnelFromStep: 2, funnelToStep: 3 }), steps(2))
    expect(source['funnelsFilter']).toEqual({ funnelFromStep: 0, funnelToStep: 1 })
  })
  it('keeps its exclusions and attribution to steps it still has', () => {
    const exclusions = [{ kind: 'EventsNode', event: 'x', funnelFromStep: 2, funnelToStep: 3 }]
    const source = withSteps(funnel(4, { exclusions, breakdownAttributionType: 'step', breakdownAttributionValue: 3 }), steps(3))
    expect(exclusionsOf(source)).toMatchObject([{ funnelFromStep: 1, funnelToStep: 2 }])
    expect(part(source, 'funnelsFilter')['breakdownAttributionValue']).toBe(2)
  })
  it('says nothing of what it did not say before', () => {
    expect(withSteps(funnel(3, {}), steps(2))).toEqual({ kind: 'FunnelsQuery', series: steps(2) })
  })
})

it('a funnel in any order excludes over all its steps', () => {
  const exclusions = [{ kind: 'EventsNode', event: 'x', funnelFromStep: 1, funnelToStep: 2 }]
  expect(exclusionsOf(withOptions(funnel(3, { exclusions }), { funnelOrderType: 'unordered' }))).toMatchObject([{ funnelFromStep: 0, funnelToStep: 2 }])
})

it('spans the whole funnel unless it is told', () => {
  expect([span({}, 2), span({ funnelFromStep: 5 }, 2)]).toEqual([
    { funnelFromStep: 0, funnelToStep: 2 },
    { funnelFromStep: 1, funnelToStep: 2 },
  ])
})
