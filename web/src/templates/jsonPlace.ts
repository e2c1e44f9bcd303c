/** A stretch of a text. */
export interface Stretch {
  from: number
  to: number
}

/** Where `path`, as `tiles[1].query`, stands in the text of a JSON document; the nearest thing above it that is there. */
export function placeOf(text: string, path: string): Stretch | null {
  const places = new Map<string, Stretch>()
  try {
    readValue({ text, at: 0, places }, '')
  } catch {
    return null // no JSON
  }
  let wanted = path
  while (!places.has(wanted) && wanted !== '') wanted = above(wanted)
  return places.get(wanted) ?? null
}

/** The path at the beginning of what the server says of a document: `tiles[1]: name: …` means `tiles[1].name`. */
export function pathIn(message: string): string {
  const parts: string[] = []
  let rest = message
  for (let found = PART.exec(rest); found?.[1]; found = PART.exec(rest)) {
    parts.push(found[1])
    rest = rest.slice(found[0].length)
  }
  return parts.join('.')
}

/** The line that an offset of a text is in, from 1. */
export const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length

const PART = /^([\w$]+(?:\[\d+\]|\.[\w$]+)*): /

const above = (path: string): string => path.replace(/(\.[^.[\]]*|\[\d+\]|^[^.[\]]*)$/, '')

interface Reader {
  text: string
  at: number
  places: Map<string, Stretch>
}

/** Reads one value, and notes where it and everything in it stands. The text is JSON: `JSON.parse` has said so. */
function readValue(reader: Reader, path: string): void {
  skip(reader)
  const from = reader.at
  const first = reader.text[from]
  if (first === '{') readMembers(reader, '}', () => member(reader, path))
  else if (first === '[') {
    let index = 0
    readMembers(reader, ']', () => readValue(reader, `${path}[${index++}]`))
  } else reader.at = from + scalar(reader)
  reader.places.set(path, { from, to: reader.at })
}

function member(reader: Reader, path: string): void {
  skip(reader)
  const length = scalar(reader)
  const key = String(JSON.parse(reader.text.slice(reader.at, reader.at + length)))
  reader.at += length
  skip(reader)
  reader.at += 1 // the colon
  readValue(reader, path ? `${path}.${key}` : key)
}

function readMembers(reader: Reader, end: string, read: () => void): void {
  do {
    reader.at += 1 // the bracket, then each comma
    skip(reader)
    if (reader.text[reader.at] === end) break
    read()
    skip(reader)
  } while (reader.text[reader.at] === ',')
  if (reader.text[reader.at] !== end) throw new SyntaxError(`no ${end}`)
  reader.at += 1
}

const SCALAR = /"(?:[^"\\]|\\.)*"|[-+.\w]+/y

function scalar({ text, at }: Reader): number {
  SCALAR.lastIndex = at
  const found = SCALAR.exec(text)
  if (!found) throw new SyntaxError('no value')
  return found[0].length
}

function skip(reader: Reader): void {
  while (/\s/.test(reader.text[reader.at] ?? '')) reader.at += 1
}
