import type { IconName } from '../ui/Icon'
import type { Theme } from './theme'

/** The themes to choose from, in the order they are offered. */
export const THEMES: readonly { theme: Theme; icon: IconName }[] = [
  { theme: 'light', icon: 'sun' },
  { theme: 'dark', icon: 'moon' },
  { theme: 'system', icon: 'monitor' },
]
