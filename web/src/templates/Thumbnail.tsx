import type { TemplateTile } from '../api/templates'
import { COLUMNS, placedTiles, type Placed, type Shape } from './shapes'
import styles from './Thumbnail.module.css'

const UNIT = 20
const ROW = 10
const ROWS = 14
const GAP = 3

/** A template as a small drawing: where its tiles lie and what they show. Decorative, beside the name. */
export function Thumbnail({ tiles }: { tiles: readonly TemplateTile[] }) {
  const shown = placedTiles(tiles).filter(({ y }) => y < ROWS)
  return (
    <svg className={styles['thumbnail']} viewBox={`0 0 ${COLUMNS * UNIT} ${ROWS * ROW}`} aria-hidden="true" focusable="false">
      {shown.map((tile, place) => (
        <Tile key={place} tile={tile} />
      ))}
    </svg>
  )
}

function Tile({ tile: { shape, x, y, w, h } }: { tile: Placed }) {
  const width = w * UNIT - GAP
  const height = h * ROW - GAP
  return (
    <g transform={`translate(${x * UNIT + GAP / 2} ${y * ROW + GAP / 2})`}>
      <rect className={styles['tile']} width={width} height={height} rx="3" />
      <svg x="6" y="6" width={width - 12} height={height - 12} viewBox="0 0 100 50" preserveAspectRatio={KEEP[shape] ?? 'none'}>
        {DRAWINGS[shape]}
      </svg>
    </g>
  )
}

const KEEP: Partial<Record<Shape, string>> = { number: 'xMinYMid meet', pie: 'xMidYMid meet' }

const bars = (heights: readonly number[], className: string | undefined, width = 8) =>
  heights.map((height, place) => <rect key={place} className={className} x={(100 / heights.length) * place} y={50 - height} width={width} height={height} rx="1" />)

const DRAWINGS: Record<Shape, React.ReactNode> = {
  number: (
    <>
      <rect className={styles['ink']} x="0" y="12" width="44" height="18" rx="3" />
      <rect className={styles['faint']} x="0" y="38" width="26" height="6" rx="2" />
    </>
  ),
  line: (
    <>
      <polyline className={styles['line']} points="0,40 16,30 32,34 48,18 64,24 82,10 100,14" />
      <polyline className={styles['line2']} points="0,46 16,42 32,44 48,36 64,38 82,30 100,32" />
    </>
  ),
  area: <polygon className={styles['area']} points="0,50 0,40 20,34 40,28 60,18 80,12 100,4 100,50" />,
  bars: bars([20, 32, 26, 42, 36, 48, 40], styles['bar']),
  lanes: [46, 34, 28, 18].map((width, place) => <rect key={place} className={styles['bar']} x="0" y={place * 13} width={width * 2} height="8" rx="1" />),
  pie: (
    <>
      <circle className={styles['ring']} cx="50" cy="25" r="18" />
      <circle className={styles['ring2']} cx="50" cy="25" r="18" strokeDasharray="40 74" />
    </>
  ),
  funnel: bars([48, 32, 20], styles['bar'], 22),
  retention: [0, 1, 2, 3].flatMap((row) =>
    Array.from({ length: 8 - row }, (_, column) => (
      <rect key={`${row}-${column}`} className={styles['cell']} x={column * 12.5} y={row * 13} width="11" height="10" opacity={1 - column * 0.11} />
    )),
  ),
  lifecycle: (
    <>
      {[14, 20, 16, 24, 22, 26].map((height, place) => (
        <rect key={place} className={styles['bar']} x={place * 17} y={30 - height} width="10" height={height} />
      ))}
      {[10, 8, 12, 9, 14, 10].map((height, place) => (
        <rect key={place} className={styles['faint']} x={place * 17} y="32" width="10" height={height} />
      ))}
    </>
  ),
  flow: (
    <>
      <path className={styles['area']} d="M0 6C50 6 50 2 100 2v16C50 18 50 26 0 26Z" />
      <path className={styles['area']} d="M0 30C50 30 50 26 100 26v12C50 38 50 42 0 42Z" />
    </>
  ),
  table: [0, 1, 2, 3].map((row) => <rect key={row} className={styles['faint']} x="0" y={row * 13} width={row === 0 ? 100 : 92 - row * 8} height="5" rx="2" />),
  text: [0, 1, 2].map((row) => <rect key={row} className={styles['faint']} x="0" y={row * 14 + 4} width={[60, 96, 78][row]} height={row === 0 ? 8 : 5} rx="2" />),
}
