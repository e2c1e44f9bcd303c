/** Moments as the clocks of a project's time zone show them. */

/** `Mon, 15 June 2026`. */
export const zonedDay = (iso: string, zone: string) =>
  shown(iso, zone, { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric' })

/** `16:20:05`. */
export const zonedTime = (iso: string, zone: string) => shown(iso, zone, { hour: '2-digit', minute: '2-digit', second: '2-digit' })

/** `15 Jun 2026, 16:20`. */
export const zonedMoment = (iso: string, zone: string) =>
  shown(iso, zone, { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' })

/** The same by the clocks of whoever reads it. */
export const localMoment = (iso: string) => zonedMoment(iso, new Intl.DateTimeFormat().resolvedOptions().timeZone)

const shown = (iso: string, zone: string, how: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { ...how, timeZone: zone }).format(new Date(iso))
