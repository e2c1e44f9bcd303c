/** Dashboard templates: documents that dashboards are made from. */
import { queryOptions } from '@tanstack/react-query'
import { get, patch, post } from './http'
import type { Dashboard, Page, User } from './types'

/** A tile of a document; what it holds depends on its type, and unknown types are passed over. */
export type TemplateTile = Readonly<Record<string, unknown>>

/** A place in a document that the maker of a dashboard fills in; an event so far. */
export interface TemplateVariable {
  id: string
  name: string
  type: 'event' | 'element'
  default: Readonly<Record<string, unknown>>
  description: string
  required: boolean
}

export interface TemplateDocument {
  template_name: string
  dashboard_description: string
  dashboard_filters: Readonly<Record<string, unknown>>
  tags: string[]
  tiles: TemplateTile[]
  variables: TemplateVariable[] | null
}

export interface Template extends TemplateDocument {
  id: string
  scope: 'team' | 'global' | 'feature_flag'
  created_by: User | null
  created_at: string | null
}

const templates = (project: number) => `/api/projects/${project}/dashboard_templates`
const dashboards = (project: number) => `/api/projects/${project}/dashboards`

export const templatesQuery = (project: number) =>
  queryOptions({
    queryKey: ['templates', project],
    queryFn: ({ signal }) => get<Page<Template>>(`${templates(project)}/?limit=200`, signal),
  })

/** The document of a dashboard as it is stored. */
export const documentQuery = (project: number, dashboard: number) =>
  queryOptions({
    queryKey: ['template of', project, dashboard],
    queryFn: ({ signal }) => get<TemplateDocument>(`${dashboards(project)}/${dashboard}/template_json/`, signal),
    staleTime: 0,
  })

export const createTemplate = (project: number, document: TemplateDocument) => post<Template>(`${templates(project)}/`, document)

export const changeTemplate = (project: number, id: string, changes: Partial<TemplateDocument> & { deleted?: boolean }) =>
  patch<Template>(`${templates(project)}/${id}/`, changes)

export const createFromDocument = (project: number, template: unknown, folder: string | null) =>
  post<Dashboard>(`${dashboards(project)}/create_from_template_json/`, { template, _create_in_folder: folder })
