import type { User } from '../api/types'

/** The name of a user, or the email of one without a name. */
export const fullName = (user: User): string => `${user.first_name} ${user.last_name}`.trim() || user.email
