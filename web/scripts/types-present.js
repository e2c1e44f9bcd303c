// Fails with the command to run when the types made from the OpenAPI are not there.
import { existsSync } from 'node:fs'

if (!existsSync(new URL('../src/api/schema.gen.ts', import.meta.url))) {
  console.error('src/api/schema.gen.ts is missing. Make it with: npm run types -- PATH/TO/openapi.json')
  process.exit(1)
}
