import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

const FOLDER = 'node_modules/posthog-js'

/** The SDK itself, and of the scripts that it loads on demand those whose events are of use here. */
const SCRIPTS = ['array', 'dead-clicks-autocapture', 'exception-autocapture', 'web-vitals', 'web-vitals-with-attribution']

/** Puts the installed browser SDK beside the pages, for pages that load it from this server. */
export function sdkScripts(): Plugin {
  return {
    name: 'sdk-scripts',
    apply: 'build',
    generateBundle() {
      const { version } = JSON.parse(readFileSync(join(FOLDER, 'package.json'), 'utf8')) as { version: string }
      const files = [...SCRIPTS.map((name) => ({ from: `dist/${name}.js`, to: `${name}.js` })), { from: 'LICENSE', to: 'LICENSE' }]
      for (const { from, to } of files) {
        this.emitFile({ type: 'asset', fileName: `static/${version}/${to}`, source: readFileSync(join(FOLDER, from)) })
      }
    },
  }
}
