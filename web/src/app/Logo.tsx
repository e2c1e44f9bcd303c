/** A hedge of bars: our mark. */
export function Logo({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" fill="#1f6f4a" />
      <g fill="#fff">
        <rect x="5" y="17" width="5" height="8" rx="2.5" opacity=".62" />
        <rect x="10.4" y="11" width="5" height="14" rx="2.5" opacity=".8" />
        <rect x="15.8" y="14" width="5" height="11" rx="2.5" opacity=".9" />
        <rect x="21.2" y="7" width="5.3" height="18" rx="2.65" />
      </g>
    </svg>
  )
}
