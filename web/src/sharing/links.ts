/** Where a share is seen, and what puts it into another page. */

export const sharedLink = (token: string) => `${location.origin}/shared/${token}`
export const embeddedLink = (token: string) => `${location.origin}/embedded/${token}`

export interface FrameSize {
  /** Pixels; null for as wide as there is room. */
  width: number | null
  height: number
}

/** The element that shows a share in a page on any site. */
export function frameCode(address: string, name: string, { width, height }: FrameSize): string {
  const title = name.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
  return `<iframe src="${address}" title="${title}" width="${width ?? '100%'}" height="${height}" style="border: 0" loading="lazy" allowfullscreen></iframe>`
}
