import type { ScopeObject } from '../api/settings'
import { settingsWords } from '../strings/settings'

const words = settingsWords.keys

export type Access = 'none' | 'read' | 'write'
export type Preset = 'read' | 'agent' | 'all' | 'own'

export const ALL = '*'
export const OBJECTS = Object.keys(words.objects) as ScopeObject[]

/** What the tools of agents need (see docs/mcp.md); without `edits`, of those that only read. */
export const agentScopes = (edits: boolean) => [
  edits ? 'dashboard:write' : 'dashboard:read',
  'dashboard_template:read',
  'insight:read',
  'query:read',
  'event_definition:read',
]

const PRESETS: Record<Exclude<Preset, 'own'>, readonly string[]> = {
  read: OBJECTS.map((object) => `${object}:read`),
  agent: agentScopes(true),
  all: [ALL],
}

/** The scopes of a preset; those one picks oneself begin with none. */
export const scopesOf = (preset: Preset): readonly string[] => (preset === 'own' ? [] : PRESETS[preset])

/** The preset that `scopes` are, whatever their order. */
export function presetOf(scopes: readonly string[]): Preset {
  const said = sorted(scopes)
  return (['read', 'agent', 'all'] as const).find((preset) => sorted(PRESETS[preset]) === said) ?? 'own'
}

export function accessTo(scopes: readonly string[], object: ScopeObject): Access {
  if (scopes.includes(`${object}:write`)) return 'write'
  return scopes.includes(`${object}:read`) ? 'read' : 'none'
}

export function withAccess(scopes: readonly string[], object: ScopeObject, access: Access): string[] {
  const others = scopes.filter((scope) => scope.split(':')[0] !== object)
  return access === 'none' ? others : [...others, `${object}:${access}`]
}

/** What a key may do, in a few words. */
export function scopesText(scopes: readonly string[]): string {
  if (scopes.includes(ALL)) return words.everything
  const preset = presetOf(scopes)
  if (preset === 'read') return words.presets.read
  const named = OBJECTS.filter((object) => accessTo(scopes, object) !== 'none')
  return named.map((object) => `${words.objects[object]} (${words.levels[accessTo(scopes, object)].toLowerCase()})`).join(', ')
}

const sorted = (scopes: readonly string[]) => [...scopes].sort().join(' ')
