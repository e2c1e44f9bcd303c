import { words } from '../strings'
import styles from './Tile.module.css'

type TileColor = Exclude<keyof typeof words.tileMenu.colors, 'none'>

/** The accents a tile can have. */
export const TILE_COLORS: readonly TileColor[] = ['blue', 'orange', 'green', 'pink', 'purple', 'grey']

/** The class of a tile's accent; none for names that other programs gave it. */
export const tileColor = (name: string | null): string => {
  const known = TILE_COLORS.find((color) => color === name)
  return known ? [styles['accented'], styles[known]].join(' ') : ''
}
