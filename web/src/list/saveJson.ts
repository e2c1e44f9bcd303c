/** Gives the browser a JSON file to save, named after what it holds. */
export function saveJson(name: string, content: unknown): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(content, null, 2)], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = `${name.replace(/[^\p{L}\p{N} ._-]/gu, '').trim() || 'dashboard'}.json`
  link.click()
  URL.revokeObjectURL(url)
}
