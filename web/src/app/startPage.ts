export type StartPage = 'home' | 'dashboards'

const KEPT = 'hedgerow-start'

/** What the user wants to see first in a project; kept in this browser. */
export const startPage = (): StartPage => (localStorage.getItem(KEPT) === 'dashboards' ? 'dashboards' : 'home')
export const chooseStartPage = (page: StartPage) => localStorage.setItem(KEPT, page)
