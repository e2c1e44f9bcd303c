import { patch, post } from './http'
import type { Me } from './types'

export const logIn = (email: string, password: string) => post<Me>('/api/login', { email, password })
export const logOut = () => post<unknown>('/api/logout', {})

/** Makes the project the user's current one, so that the next visit begins there (NB-2). */
export const chooseProject = (project: number) => patch<Me>('/api/users/@me/', { set_current_team: project })
