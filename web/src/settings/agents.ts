import { settingsWords } from '../strings/settings'

const words = settingsWords.mcp.clients

interface AgentSetup {
  key: string
  title: string
  why: string
  code: string
}

/** What each of the usual agents has to be told to use the server at `host` with `apiKey`. */
export function agentSetups(host: string, apiKey: string): AgentSetup[] {
  const remote = { url: `${host}/mcp`, headers: { Authorization: `Bearer ${apiKey}` } }
  const bridge = { command: 'hedgerow', args: ['mcp'], env: { HEDGEROW_URL: host, HEDGEROW_API_KEY: apiKey } }
  return [
    {
      key: 'code',
      ...words.code,
      code: `claude mcp add --transport http hedgerow ${host}/mcp \\\n  --header "Authorization: Bearer ${apiKey}"`,
    },
    { key: 'desktop', ...words.desktop, code: json({ mcpServers: { hedgerow: bridge } }) },
    { key: 'cursor', ...words.cursor, code: json({ mcpServers: { hedgerow: remote } }) },
    { key: 'vscode', ...words.vscode, code: json({ servers: { hedgerow: { type: 'http', ...remote } } }) },
    { key: 'other', ...words.other, code: json({ mcpServers: { hedgerow: { type: 'http', ...remote } } }) },
  ]
}

const json = (value: unknown) => JSON.stringify(value, null, 2)
