export const sql = {
  label: 'SQL',
  placeholder: 'SELECT event, count() FROM events GROUP BY event ORDER BY count() DESC',
  run: 'Run',
  runQuery: 'Run the query',
  running: 'Running…',
  changed: 'Changed since the last run',
  keys: (mod: string) => `${mod} Enter runs, Ctrl Space completes; Esc, then Tab leaves the editor`,
  history: 'History',
  historyHead: 'What ran in this session',
  noHistory: 'Nothing ran yet',
}
