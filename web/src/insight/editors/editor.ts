import type { ComponentType } from 'react'
import type { Json } from '../../charts/read/source'
import type { IconName } from '../../ui/Icon'
import type { Carried } from '../query'

export interface EditorProps {
  project: number
  /** The whole query, with its wrapper. `sourceOf` and `withSource` read and write the question inside. */
  query: Json
  /** Told the query after each change; keys that the editor does not know have to stay. */
  onChange: (query: Json) => void
}

/** How questions of one kind are edited. A new kind is one of these in the list of `editors.ts`. */
export interface KindEditor {
  /** The `kind` of its source node. */
  kind: string
  name: string
  icon: IconName
  /** A first question of this kind that works, with what carries over from another one. */
  start: (from: Carried) => Json
  /** What it asks: beside the chart, or above it on a narrow screen. */
  Editor: ComponentType<EditorProps>
  /** The dates and the display, in a line over the chart. */
  Bar?: ComponentType<EditorProps>
}
