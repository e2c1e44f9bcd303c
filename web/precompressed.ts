import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

/** Smaller files fit into a packet or two as they are. */
const FROM_BYTES = 2048

/** Puts a brotli and a gzip copy beside every script and style, so that the server compresses none of them again. */
export function precompressed(): Plugin {
  return {
    name: 'precompressed',
    apply: 'build',
    writeBundle({ dir }) {
      const folder = join(dir ?? '', 'assets')
      for (const name of readdirSync(folder).filter((name) => /\.(js|css)$/.test(name))) {
        const plain = readFileSync(join(folder, name))
        if (plain.length < FROM_BYTES) continue
        writeFileSync(join(folder, `${name}.br`), brotliCompressSync(plain))
        writeFileSync(join(folder, `${name}.gz`), gzipSync(plain, { level: 9 }))
      }
    },
  }
}
