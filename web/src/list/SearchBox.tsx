import { useEffect, useRef } from 'react'
import styles from '../pages/DashboardsPage.module.css'
import { Icon } from '../ui/Icon'

const PAUSE = 200

interface Props {
  value: string
  onSearch: (text: string) => void
  label: string
}

/** Searches while one types, after a short pause. The text follows the address when that changes by other means. */
export function SearchBox({ label, value, onSearch }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  useEffect(() => {
    if (input.current && input.current.value.trim() !== value) input.current.value = value
  }, [value])
  useEffect(() => () => clearTimeout(timer.current), [])

  function typed(text: string, pause: number) {
    clearTimeout(timer.current)
    if (text.trim() !== value) timer.current = setTimeout(() => onSearch(text.trim()), pause)
  }

  return (
    <div className={styles['search']} role="search">
      <Icon name="search" />
      <input
        ref={input}
        type="search"
        maxLength={200}
        aria-label={label}
        placeholder={label}
        defaultValue={value}
        onChange={(event) => typed(event.target.value, PAUSE)}
        onBlur={(event) => typed(event.target.value, 0)} // or it would come after whatever is done next
      />
    </div>
  )
}
