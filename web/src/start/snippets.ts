import { words } from '../strings'

export interface Snippet {
  key: string
  title: string
  why: string
  code: string
}

/** Ready-to-paste ways to send an event to the project with this token on this host. */
export function snippets(host: string, token: string): Snippet[] {
  return [
    {
      key: 'curl',
      title: words.start.curl,
      why: words.start.curlWhy,
      code: `curl -X POST ${host}/capture/ \\
  -H 'Content-Type: application/json' \\
  -d '{
    "api_key": "${token}",
    "event": "signed_up",
    "distinct_id": "ann@example.com",
    "properties": {"plan": "pro"}
  }'`,
    },
    {
      key: 'python',
      title: words.start.python,
      why: words.start.pythonWhy,
      code: `# pip install posthog
from posthog import Posthog

posthog = Posthog(
    "${token}",
    host="${host}",
)

posthog.capture("signed_up", distinct_id="ann@example.com", properties={"plan": "pro"})

posthog.shutdown()  # sends what is still waiting`,
    },
    {
      key: 'page',
      title: words.start.page,
      why: words.start.pageWhy,
      code: `<script async src="${host}/static/array.js"
  onload="posthog.init('${token}', { api_host: '${host}' })"></script>`,
    },
    {
      key: 'browser',
      title: words.start.browser,
      why: words.start.browserWhy,
      code: `// npm install posthog-js
import posthog from 'posthog-js'

posthog.init('${token}', { api_host: '${host}' })

posthog.capture('signed_up', { plan: 'pro' })`,
    },
  ]
}
