import { useCommands, type Command } from '../app/commands'
import { words } from '../strings'

/** Offers what keys do to a tile. */
export const useTileCommands = (): void => useCommands(COMMANDS)

const group = words.dashboard.group

const COMMANDS: readonly Command[] = [
  { id: 'dashboard tile', label: words.tileMenu.reach, group, keys: '.', icon: 'more', run: () => press('.tile-menu') },
  { id: 'dashboard view', label: words.tile.switchView, group, keys: 'v', icon: 'table', run: () => press('.tile-view') },
]

/** Presses a button of the tile that holds the focus or is pointed at, else of the first one that has it. */
function press(selector: string) {
  const tiles = [...document.querySelectorAll('article')].filter((tile) => tile.querySelector(selector))
  const tile = tiles.find((one) => one.matches(':focus-within')) ?? tiles.find((one) => one.matches(':hover')) ?? tiles[0]
  const button = tile?.querySelector<HTMLElement>(selector)
  button?.focus()
  button?.click()
}
