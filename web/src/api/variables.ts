/** Values that SQL reads by name, `{variables.plan}` (NB-70); `agreement.ts` holds the types against the OpenAPI. */
import { queryOptions } from '@tanstack/react-query'
import { get, patch, post, remove } from './http'
import type { Page } from './types'

export const VARIABLE_TYPES = ['String', 'Number', 'Boolean', 'List', 'Date'] as const
export type VariableType = (typeof VARIABLE_TYPES)[number]

export interface Variable {
  id: string
  name: string
  code_name: string
  type: VariableType
  default_value: unknown
  values: unknown[] | null
}

const path = (project: number) => `/api/projects/${project}/insight_variables/`

export const variablesQuery = (project: number) =>
  queryOptions({
    queryKey: ['variables', project],
    queryFn: async ({ signal }) => (await get<Page<Variable>>(`${path(project)}?limit=500`, signal)).results,
    staleTime: 60_000,
  })

type VariableValues = Pick<Variable, 'name' | 'code_name' | 'type' | 'default_value' | 'values'>

export const createVariable = (project: number, values: VariableValues) => post<Variable>(path(project), values)
export const changeVariable = (project: number, id: string, values: VariableValues) => patch<Variable>(`${path(project)}${id}/`, values)
export const deleteVariable = (project: number, id: string) => remove<undefined>(`${path(project)}${id}/`)
