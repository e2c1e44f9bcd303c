import { toBlob } from 'html-to-image'
import { getInstanceByDom } from './echarts'

/** How many pixels of the picture lie side by side in one of the page. */
const SHARPNESS = 2

/** An element drawn as a PNG; loaded when somebody asks for one. */
export async function pictureOf(element: HTMLElement): Promise<Blob> {
  const restore = sharpened(element)
  try {
    const made = await toBlob(element, {
      pixelRatio: SHARPNESS,
      backgroundColor: getComputedStyle(document.documentElement).getPropertyValue('--surface'),
      filter: (node) => !(node instanceof HTMLElement && node.dataset['picture'] === 'no'),
      skipFonts: true, // they are the machine's own
    })
    if (!made) throw new Error('The browser made no picture.')
    return made
  } finally {
    restore()
  }
}

/** A canvas gives its picture out as sharp as the screen; until the answer is called, charts give theirs out sharper. */
function sharpened(element: HTMLElement): () => void {
  const canvases = [...element.querySelectorAll<HTMLElement>('[_echarts_instance_]')].flatMap((place) => {
    const [canvas, chart] = [place.querySelector('canvas'), getInstanceByDom(place)]
    if (!canvas || !chart) return []
    canvas.toDataURL = () => chart.getDataURL({ pixelRatio: SHARPNESS })
    return [canvas]
  })
  return () => canvases.forEach((canvas) => Reflect.deleteProperty(canvas, 'toDataURL'))
}
