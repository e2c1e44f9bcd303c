import type { Tile } from '../api/types'
import type { TileRun } from '../board/useRuns'
import { ButtonTile } from './ButtonTile'
import { Grip, type Nudge } from './Grip'
import { InsightTile } from './InsightTile'
import { TextMenu } from './TextMenu'
import { TextTile } from './TextTile'
import { TileMenu } from './TileMenu'
import { tileTitle } from './title'
import styles from './Tile.module.css'

interface Props {
  tile: Tile
  run: TileRun | undefined
  nudge: Nudge | null
}

/** A tile with whatever it holds. */
export function AnyTile({ tile, run, nudge }: Props) {
  if (tile.insight) return <InsightTile tile={tile} insight={tile.insight} run={run} nudge={nudge} />
  const grip = nudge && <Grip name={tileTitle(tile)} nudge={(key, resize) => nudge(tile.id, key, resize)} className={styles['onHover']} />
  if (tile.button_tile) {
    return (
      <ButtonTile
        button={tile.button_tile}
        tools={
          <>
            <TileMenu tile={tile} own={[]} />
            {grip}
          </>
        }
      />
    )
  }
  return (
    <TextTile
      tile={tile}
      tools={
        <>
          <TextMenu tile={tile} />
          {grip}
        </>
      }
    />
  )
}
