import { useCallback } from 'react'
import { Canvas, type Draw } from './Canvas'
import { isTotal, type Series, type SeriesDrawing } from './drawing'
import { timeOption } from './timeOption'
import { totalOption } from './totalOption'

/** Numbers by bucket or totals, drawn; loaded with the first chart. */
export default function SeriesCanvas({ drawing, shown }: { drawing: SeriesDrawing; shown: readonly Series[] }) {
  const draw = useCallback<Draw>(
    (colors) => (isTotal(drawing) ? totalOption(drawing, shown, colors) : timeOption(drawing, shown, colors)),
    [drawing, shown],
  )
  return <Canvas draw={draw} />
}
