/** Names a design token: `series-1` is drawn in `var(--series-1)`. */
export type Color = string

const SERIES_COLORS = 8

/** The colour at a place of the palette, which begins again after its end. */
export const paletteColor = (place: number): Color => `series-${(place % SERIES_COLORS) + 1}`
