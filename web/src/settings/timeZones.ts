import type { Choice } from '../ui/Picker'

/** Every time zone by its name, with how far from UTC it is at the moment. */
export function timeZones(now: Date): Choice[] {
  const names = Intl.supportedValuesOf('timeZone').filter((name) => name !== 'UTC')
  return ['UTC', ...names].map((name) => ({ key: name, label: zoneLabel(name), note: offset(name, now) }))
}

export const zoneLabel = (name: string) => name.replaceAll('_', ' ')

function offset(zone: string, now: Date): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'shortOffset' }).formatToParts(now)
  return (parts.find(({ type }) => type === 'timeZoneName')?.value ?? '').replace('GMT', 'UTC')
}
