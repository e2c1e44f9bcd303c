/**
 * Holds the hand-written types of `types.ts` against the ones generated from the server's OpenAPI: a line that
 * does not compile names what the server no longer sends. Nothing at run time, and not part of the build.
 */
import type { Folder, FolderMoved, ListedDashboard } from './dashboardList'
import type { DashboardView, QuickFilter } from './dashboards'
import type { Analysis } from './changes'
import type { EventDetail, PropertyDetail, SeenTogether, TimesUsed, Usage, Volumes } from './definitions'
import type { Explanation } from './explanation'
import type { InsightItem, SavedInsight } from './insights'
import type { IngestionStatus, IngestionWarnings, LiveItem } from './ingestion'
import type { Action, Cohort, PropertyValue } from './question'
import type { paths } from './schema.gen'
import type { Template } from './templates'
import type { Activity, ApiKey, BrowserSession, Invitation, Invite, Member, ProjectDetail, ScopeObject } from './settings'
import type { Sharing, ShareViewsPage } from './sharing'
import type { Catalog } from './sql'
import type {
  Dashboard,
  DashboardItem,
  ErrorBody,
  EventDefinition,
  EventSlice,
  Group,
  GroupType,
  Insight,
  Job,
  Me,
  Page,
  Person,
  Project,
} from './types'
import type { Variable } from './variables'

type Reads<Path> = Path extends { get: { responses: { 200: { content: { 'application/json': infer Answer } } } } } ? Answer : 'no such answer'
type Tells<Path> = Path extends { post: { responses: { 200: { content: { 'application/json': infer Answer } } } } } ? Answer : 'no such answer'
type Refuses<Path> = Path extends { get: { responses: { 401: { content: { 'application/json': infer Answer } } } } } ? Answer : 'no such answer'

/** Compiles only when what the server sends has all that the pages read. */
type Fits<Read, Sent extends Read> = [Read, Sent]

/** What a key can be made with. */
type Scope = paths['/api/personal_api_keys']['post']['requestBody']['content']['application/json']['scopes'][number]

/** Objects the OpenAPI leaves open. */
type Open = 'query_status' | 'resolved_date_range'

export type Agreement = [
  Fits<Me, Reads<paths['/api/users/{user_id}']>>,
  Fits<Page<Project>, Reads<paths['/api/projects']>>,
  Fits<Project, Reads<paths['/api/projects/{project_id}']>>,
  Fits<Omit<ErrorBody, 'extra'>, Refuses<paths['/api/projects/{project_id}']>>,
  Fits<Page<DashboardItem>, Reads<paths['/api/projects/{project_id}/dashboards']>>,
  Fits<Omit<Dashboard, 'tiles'>, Reads<paths['/api/projects/{project_id}/dashboards/{dashboard_id}']>>,
  Fits<Page<EventDetail>, Reads<paths['/api/projects/{project_id}/event_definitions']>>,
  Fits<Page<PropertyDetail>, Reads<paths['/api/projects/{project_id}/property_definitions']>>,
  Fits<Volumes, Reads<paths['/api/projects/{project_id}/event_definitions/volumes']>>,
  Fits<{ results: TimesUsed[] }, Reads<paths['/api/projects/{project_id}/event_definitions/usage']>>,
  Fits<{ results: TimesUsed[] }, Reads<paths['/api/projects/{project_id}/property_definitions/usage']>>,
  Fits<Usage, Reads<paths['/api/projects/{project_id}/event_definitions/{definition_id}/usage']>>,
  Fits<{ results: SeenTogether[] }, Reads<paths['/api/projects/{project_id}/event_definitions/{definition_id}/properties']>>,
  Fits<{ results: SeenTogether[] }, Reads<paths['/api/projects/{project_id}/property_definitions/{definition_id}/events']>>,
  Fits<Page<EventDefinition>, Reads<paths['/api/projects/{project_id}/event_definitions']>>,
  Fits<Omit<Insight, Open>, Reads<paths['/api/projects/{project_id}/insights/{insight_id}']>>,
  Fits<IngestionStatus, Reads<paths['/api/projects/{project_id}/ingestion/status']>>,
  Fits<IngestionWarnings, Reads<paths['/api/projects/{project_id}/ingestion_warnings']>>,
  Fits<{ results: LiveItem[] }, Reads<paths['/api/projects/{project_id}/events/recent']>>,
  Fits<Page<Person>, Reads<paths['/api/projects/{project_id}/persons']>>,
  Fits<Person, Reads<paths['/api/projects/{project_id}/persons/{person_id}']>>,
  Fits<EventSlice, Reads<paths['/api/projects/{project_id}/events']>>,
  Fits<GroupType[], Reads<paths['/api/projects/{project_id}/groups_types']>>,
  Fits<Page<Group>, Reads<paths['/api/projects/{project_id}/groups']>>,
  Fits<Group, Reads<paths['/api/projects/{project_id}/groups/find']>>,
  Fits<Job, Reads<paths['/api/projects/{project_id}/jobs/{job_id}']>>,
  Fits<ProjectDetail, Reads<paths['/api/projects/{project_id}']>>,
  Fits<Page<Member>, Reads<paths['/api/organizations/{organization_id}/members']>>,
  Fits<Page<Invite>, Reads<paths['/api/organizations/{organization_id}/invites']>>,
  Fits<Invitation, Reads<paths['/api/signup/{token}']>>,
  Fits<BrowserSession[], Reads<paths['/api/users/{user_id}/sessions']>>,
  Fits<ApiKey[], Reads<paths['/api/personal_api_keys']>>,
  Fits<Scope, `${ScopeObject}:${'read' | 'write'}` | '*'>,
  Fits<`${ScopeObject}:${'read' | 'write'}` | '*', Scope>,
  Fits<Page<Activity>, Reads<paths['/api/projects/{project_id}/activity_log']>>,
  Fits<Explanation, Reads<paths['/api/projects/{project_id}/insights/{insight_id}/explain']>>,
  Fits<Omit<SavedInsight, Open>, Reads<paths['/api/projects/{project_id}/insights/{insight_id}']>>,
  Fits<Page<InsightItem>, Extract<Reads<paths['/api/projects/{project_id}/insights']>, Page<InsightItem>>>,
  Fits<Page<Action>, Reads<paths['/api/projects/{project_id}/actions']>>,
  Fits<Page<Cohort>, Reads<paths['/api/projects/{project_id}/cohorts']>>,
  Fits<PropertyValue[], Reads<paths['/api/projects/{project_id}/events/values']>>,
  Fits<PropertyValue[], Reads<paths['/api/projects/{project_id}/persons/values']>>,
  Fits<PropertyValue[], Reads<paths['/api/projects/{project_id}/groups/property_values']>>,
  Fits<Page<DashboardView>, Reads<paths['/api/projects/{project_id}/dashboards/{dashboard_id}/views']>>,
  Fits<Page<QuickFilter>, Reads<paths['/api/projects/{project_id}/quick_filters']>>,
  Fits<Analysis, Tells<paths['/api/projects/{project_id}/dashboards/{dashboard_id}/analyze_refresh_result']>>,
  Fits<Sharing, Reads<paths['/api/projects/{project_id}/dashboards/{dashboard_id}/sharing']>>,
  Fits<Sharing, Reads<paths['/api/projects/{project_id}/insights/{insight_id}/sharing']>>,
  Fits<ShareViewsPage, Reads<paths['/api/projects/{project_id}/dashboards/{dashboard_id}/sharing/views']>>,
  Fits<ShareViewsPage, Reads<paths['/api/projects/{project_id}/insights/{insight_id}/sharing/views']>>,
  Fits<Page<ListedDashboard>, Reads<paths['/api/projects/{project_id}/dashboards']>>,
  Fits<{ results: Folder[] }, Reads<paths['/api/projects/{project_id}/dashboards/folders']>>,
  Fits<Page<Omit<Template, 'variables'>>, Reads<paths['/api/projects/{project_id}/dashboard_templates']>>,
  Fits<Catalog, Reads<paths['/api/projects/{project_id}/query/catalog']>>,
  Fits<Page<Variable>, Reads<paths['/api/projects/{project_id}/insight_variables']>>,
  Fits<FolderMoved, Tells<paths['/api/projects/{project_id}/dashboards/move_folder']>>,
]
