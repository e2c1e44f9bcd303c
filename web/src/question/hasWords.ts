/** Whether a name has every word of a search in it, whatever their case: as the server searches (EVDEF-9). */
export const hasWords = (name: string, search: string): boolean =>
  search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => name.toLowerCase().includes(word))
