import { dashboardPath } from '../api/dashboards'
import { patch, post } from '../api/http'
import type { Dashboard, Insight, JsonObject, Layouts, Tile } from '../api/types'
import { words } from '../strings'
import { tileTitle } from '../tiles/title'
import type { Change } from './useChange'

/** What is kept of a dashboard itself and can be changed on its page. */
export type DashboardFields = Partial<Pick<Dashboard, 'name' | 'description' | 'tags' | 'pinned'>>

/** How a tile looks and what it is filtered by; its content stays. */
type TileFields = Partial<Pick<Tile, 'color' | 'show_description' | 'filters_overrides'>>

type Placement = Pick<Tile, 'id' | 'layouts'>

export function changeDashboard(project: number, dashboard: Dashboard, fields: DashboardFields): Change {
  const step = (values: DashboardFields) => ({
    show: (shown: Dashboard) => ({ ...shown, ...values }),
    send: () => patch(`${dashboardPath(project, dashboard.id)}/`, values),
  })
  return { make: step(fields), undo: step(only(dashboard, fields)), failed: words.dashboard.changeFailed }
}

export function changeTile(project: number, dashboard: number, tile: Tile, fields: TileFields): Change {
  const step = (values: TileFields) => ({
    show: withTile(tile.id, (shown) => ({ ...shown, ...values })),
    send: () => patch(`${dashboardPath(project, dashboard)}/`, { tiles: [{ id: tile.id, ...values }] }),
  })
  return { make: step(fields), undo: step(only(tile, fields)), failed: words.dashboard.changeFailed }
}

/** The tile is computed anew with its other filters, when they are set and when that is undone. */
export function filterTile(project: number, dashboard: number, tile: Tile, filters: JsonObject, refresh: () => void): Change {
  const { make, undo, failed } = changeTile(project, dashboard, tile, { filters_overrides: filters })
  const then = (step: typeof make) => ({ ...step, send: () => step.send().then(refresh) })
  return { make: then(make), undo: then(undo), made: words.tileMenu.filtered, failed }
}

/** The insight is renamed wherever it shows. */
export function renameInsight(project: number, tile: Tile, insight: Insight, name: string): Change {
  const step = (value: string | null) => ({
    show: withTile(tile.id, (shown) => ({ ...shown, insight: shown.insight && { ...shown.insight, name: value } })),
    send: () => patch(`/api/projects/${project}/insights/${insight.id}/`, { name: value }),
  })
  return { make: step(name), undo: step(insight.name), made: words.tileMenu.renamed, failed: words.dashboard.changeFailed }
}

export function placeTiles(project: number, dashboard: number, tiles: readonly Tile[], changed: readonly Placement[]): Change {
  const before = tiles.filter(({ id }) => changed.some((tile) => tile.id === id))
  const step = (places: readonly Placement[]) => ({
    show: (shown: Dashboard) => ({ ...shown, tiles: placed(shown.tiles, places) }),
    send: () => patch(`${dashboardPath(project, dashboard)}/`, { tiles: places.map(placement) }),
  })
  return { make: step(changed), undo: step(before), made: words.dashboard.layoutSaved, failed: words.dashboard.layoutFailed }
}

/** Tiles below a removed one are pulled up; undoing brings all of them back to their places. */
export function removeTile(project: number, dashboard: number, tiles: readonly Tile[], tile: Tile): Change {
  const path = dashboardPath(project, dashboard)
  const place = tiles.findIndex(({ id }) => id === tile.id)
  const back = tiles.map((one) => ({ ...placement(one), ...(one.id === tile.id ? { deleted: false } : {}) }))
  return {
    make: {
      show: (shown) => ({ ...shown, tiles: shown.tiles.filter(({ id }) => id !== tile.id) }),
      send: () => post(`${path}/delete_tile/`, { tile_id: tile.id }),
    },
    undo: {
      show: (shown) => ({ ...shown, tiles: shown.tiles.toSpliced(place, 0, tile) }),
      send: () => patch(`${path}/`, { tiles: back }),
    },
    made: words.tileMenu.removed(tileTitle(tile)),
    failed: words.dashboard.changeFailed,
  }
}

const placement = ({ id, layouts }: Placement) => ({ id, layouts })

function placed(tiles: Tile[], places: readonly Placement[]): Tile[] {
  const layouts = new Map<number, Layouts>(places.map((place) => [place.id, place.layouts]))
  return tiles.map((tile) => {
    const found = layouts.get(tile.id)
    return found ? { ...tile, layouts: found } : tile
  })
}

const withTile = (id: number, change: (tile: Tile) => Tile) => (dashboard: Dashboard) => ({
  ...dashboard,
  tiles: dashboard.tiles.map((tile) => (tile.id === id ? change(tile) : tile)),
})

/** Of `from` the fields that `fields` has. */
const only = <Whole extends object, Fields extends Partial<Whole>>(from: Whole, fields: Fields) =>
  Object.fromEntries(Object.keys(fields).map((key) => [key, from[key as keyof Whole]])) as Fields
