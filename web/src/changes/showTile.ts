const LOOKED_AT = 2_000

/** Brings a tile into view, gives it the focus and marks it for a moment. */
export function showTile(id: number): void {
  const tile = document.getElementById(`tile-${id}`)
  if (!tile) return
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches
  tile.scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' })
  tile.focus({ preventScroll: true })
  tile.dataset['found'] = 'true'
  setTimeout(() => delete tile.dataset['found'], LOOKED_AT)
}
