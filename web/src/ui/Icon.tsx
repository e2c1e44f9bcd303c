/** Line icons on a 16-pixel grid, drawn for this product. Decorative: the control around an icon carries the name. */
const PATHS = {
  search: 'M7 12.5A5.5 5.5 0 1 0 7 1.5a5.5 5.5 0 0 0 0 11ZM11 11l3.5 3.5',
  pin: 'M5.5 1.5h5l-.7 5 2.7 2.7h-9l2.7-2.7-.7-5ZM8 9.2v5.3',
  plus: 'M8 2.5v11M2.5 8h11',
  refresh: 'M13.5 8a5.5 5.5 0 1 1-1.7-4M13.5 1.8v3h-3',
  table: 'M1.8 2.8h12.4v10.4H1.8zM1.8 6.4h12.4M1.8 9.8h12.4M6 6.4v6.8',
  chart: 'M1.8 13.5h12.4M3 10.5l3.2-4 3 2.5L13.2 4',
  sun: 'M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM8 1v1.6M8 13.4V15M1 8h1.6M13.4 8H15M3 3l1.1 1.1M11.9 11.9 13 13M13 3l-1.1 1.1M4.1 11.9 3 13',
  moon: 'M13.8 9.6A6 6 0 0 1 6.4 2.2a6 6 0 1 0 7.4 7.4Z',
  monitor: 'M1.8 2.5h12.4v8.6H1.8zM5.5 14h5M8 11.1V14',
  logout: 'M6.2 14H2.5V2h3.7M10.2 11.2 13.5 8l-3.3-3.2M13.2 8H6.4',
  menu: 'M2 4h12M2 8h12M2 12h12',
  close: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
  chevron: 'M4 6l4 4 4-4',
  left: 'M10 3.5 5.5 8l4.5 4.5',
  right: 'M6 3.5 10.5 8 6 12.5',
  check: 'M3 8.5l3.2 3.2L13 4.8',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.3V2.5h-8v8h2.8',
  grip: 'M6 3.2v.1M10 3.2v.1M6 8v.1M10 8v.1M6 12.8v.1M10 12.8v.1',
  warning: 'M8 2 14.8 13.8H1.2L8 2ZM8 6.4v3.4M8 11.8v.1',
  dashboard: 'M1.8 1.8h5.2v7H1.8zM9 1.8h5.2v3.7H9zM9 7.5h5.2v6.7H9zM1.8 10.8h5.2v3.4H1.8z',
  send: 'M8 13.5V3M3.8 7 8 2.8 12.2 7M2 14.2h12',
  live: 'M1 8.5h3l2.2-6 3.4 11 2.2-5H15',
  link: 'M6.6 9.4a2.8 2.8 0 0 0 4 0l2.3-2.3a2.8 2.8 0 0 0-4-4L8.2 3.8M9.4 6.6a2.8 2.8 0 0 0-4 0L3.1 8.9a2.8 2.8 0 0 0 4 4l.7-.7',
  gauge: 'M2.6 12.6a6.2 6.2 0 1 1 10.8 0M8 10.5l2.8-4M8 10.6v.1',
  eye: 'M1.2 8S3.7 3.5 8 3.5 14.8 8 14.8 8 12.3 12.5 8 12.5 1.2 8 1.2 8ZM8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z',
  clock: 'M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4ZM8 4.5V8l2.4 1.6',
  people: 'M6 7.5a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6ZM1.2 14c0-2.7 2.1-4.4 4.8-4.4s4.8 1.7 4.8 4.4M10.6 2.3a2.8 2.8 0 0 1 0 4.9M12.2 9.9c1.6.6 2.6 2 2.6 4.1',
  group: 'M2.2 14V2h7v12M9.2 6h4.6v8M1 14.2h14M4.6 5h2.2M4.6 8h2.2M4.6 11h2.2M11.2 9h.6M11.2 11.6h.6',
  trash: 'M2.2 4h11.6M6 4V2h4v2M3.6 4l.7 10h7.4l.7-10M6.6 6.8v4.4M9.4 6.8v4.4',
  more: 'M3 8v.1M8 8v.1M13 8v.1',
  star: 'M8 1.8l1.9 4 4.3.6-3.1 3 .8 4.3L8 11.6l-3.9 2.1.8-4.3-3.1-3 4.3-.6L8 1.8Z',
  repeat: 'M2 7V6a2.5 2.5 0 0 1 2.5-2.5H13M10.5 1 13 3.5 10.5 6M14 9v1a2.5 2.5 0 0 1-2.5 2.5H3M5.5 15 3 12.5 5.5 10',
  edit: 'M2.5 13.5l.6-3L10.8 2.8l2.4 2.4-7.7 7.7-3 .6ZM9 4.6 11.4 7',
  text: 'M2.5 3.5h11M8 3.5v9.5M6 13h4',
  expand: 'M9.5 2h4.5v4.5M14 2 9.3 6.7M6.5 14H2V9.5M2 14l4.7-4.7',
  download: 'M8 2v8.5M4.2 6.9 8 10.7l3.8-3.8M2 14h12',
  filter: 'M1.8 3h12.4L9.6 8.4v4.8l-3.2-1.6V8.4L1.8 3Z',
  move: 'M2 8h12M10 4l4 4-4 4',
  view: 'M3 2h10v12l-5-3.4L3 14V2Z',
  keyboard: 'M1.5 4h13v8.5h-13zM4 6.8v.1M6.7 6.8v.1M9.4 6.8v.1M12 6.8v.1M4.6 9.8h6.8',
  folder: 'M1.8 13V3.2h4.4l1.6 2h6.4V13z',
  tag: 'M2 2h5.4l6.6 6.6-5.4 5.4L2 7.4V2ZM5 5v.1',
  settings: 'M2 4.5h6.5M12.5 4.5H14M10.5 2.7v3.6M2 11.5h1.5M7.5 11.5H14M5.5 9.7v3.6',
  key: 'M5 14a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM7.2 8.8 13.5 2.5M10.5 5.5l2.2 2.2',
  camera: 'M1.5 4.5h3l1.2-2h4.6l1.2 2h3v8.5h-13zM8 10.8a2.4 2.4 0 1 0 0-4.8 2.4 2.4 0 0 0 0 4.8Z',
  delta: 'M4.5 13V2.6M1.8 5.3l2.7-2.7 2.7 2.7M11.5 3v10.4M8.8 10.7l2.7 2.7 2.7-2.7',
  share: 'M12 5.6a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4ZM4 10.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4ZM12 14.8a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4ZM6 7l4-2.4M6 9l4 2.4',
  external: 'M6.5 2.5H2.5v11h11v-4M9.5 2.5h4v4M13.3 2.7 7.5 8.5',
  play: 'M4.5 2.8v10.4L13 8 4.5 2.8Z',
  history: 'M2.2 8a5.8 5.8 0 1 0 1.9-4.3M2 2.2v2.9h2.9M8 5v3.3l2.2 1.4',
  funnel: 'M1.8 2.5h12.4L9.5 8.2v5.3l-3-1.6V8.2L1.8 2.5Z',
  retention: 'M2 2.8h12M2 6.3h9M2 9.8h6M2 13.3h3',
  paths: 'M1.5 4h3.8c3.4 0 3.4 8 7.2 8h1.8M1.5 12h3.8c1.2 0 2-.9 2.6-2.2M12.3 10l2.2 2-2.2 2',
  list: 'M5.5 3.5h9M5.5 8h9M5.5 12.5h9M2 3.5v.1M2 8v.1M2 12.5v.1',
  code: 'M4.8 4 1.4 8l3.4 4M11.2 4l3.4 4-3.4 4M9.3 2.5l-2.6 11',
} as const

export type IconName = keyof typeof PATHS

export function Icon({ name, size = 16, filled = false }: { name: IconName; size?: number; filled?: boolean }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill={filled ? 'currentColor' : 'none'}
      stroke="currentColor"
      strokeWidth={name === 'grip' || name === 'more' ? 2.2 : 1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  )
}
