import { useEffect, useRef } from 'react'
import styles from '../pages/DashboardsPage.module.css'
import { words } from '../strings'
import { Icon } from '../ui/Icon'

const PAUSE = 200

interface Props {
  value: string
  onSearch: (text: string) => void
  label?: string
}

/** Searches while one types, after a short pause. The text follows the address when that changes by other means. */
export function SearchBox({ value, onSearch, label = words.dashboards.search }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  useEffect(() => {
    if (input.current && input.current.value.trim() !== value) input.current.value = value
  }, [value])
  useEffect(() => () => clearTimeout(timer.current), [])

  function typed(text: string) {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => onSearch(text.trim()), PAUSE)
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
        onChange={(event) => typed(event.target.value)}
      />
    </div>
  )
}
