import { SankeyChart } from 'echarts/charts'
import { use as register } from 'echarts/core'
import { useCallback } from 'react'
import { Canvas, type Draw } from './Canvas'
import type { PathsDrawing } from './drawing'
import { sankeyOption } from './sankeyOption'

register(SankeyChart)

/** Paths, drawn; this file is loaded with the first of them, so that other pages do without its chart. */
export default function PathsCanvas({ drawing }: { drawing: PathsDrawing }) {
  const draw = useCallback<Draw>((colors, width) => sankeyOption(drawing, colors, width), [drawing])
  return <Canvas draw={draw} />
}
