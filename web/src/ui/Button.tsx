import type { ComponentProps } from 'react'
import { Icon, type IconName } from './Icon'
import styles from './Button.module.css'

export type Look = 'primary' | 'secondary' | 'quiet' | 'danger'

type Props = ComponentProps<'button'> & { look?: Look; icon?: IconName; busy?: boolean }

/** The classes of a button, for links that look like one. */
export const buttonClass = (look: Look) => [styles['button'], styles[look]].join(' ')

/** The classes of a square button that shows only an icon, for triggers of menus. */
export const iconButtonClass = (look: Look) => [buttonClass(look), styles['icon']].join(' ')

export function Button({ look = 'secondary', icon, busy = false, className, children, type = 'button', ...rest }: Props) {
  const classes = [buttonClass(look), busy && icon === 'refresh' ? styles['spin'] : '', className].filter(Boolean).join(' ')
  return (
    <button type={type} className={classes} aria-busy={busy || undefined} {...rest}>
      {icon && <Icon name={icon} size={14} />}
      {children}
    </button>
  )
}

type IconButtonProps = Omit<ComponentProps<'button'>, 'aria-label' | 'children'> & {
  icon: IconName
  label: string
  busy?: boolean
  filled?: boolean
}

/** A square button that shows only an icon; its name is said to screen readers and shown on hover. */
export function IconButton({ icon, label, busy = false, filled = false, className, type = 'button', title, ...rest }: IconButtonProps) {
  const classes = [iconButtonClass('quiet'), busy ? styles['spin'] : '', className].filter(Boolean).join(' ')
  return (
    <button type={type} className={classes} aria-label={label} title={title ?? label} aria-busy={busy || undefined} {...rest}>
      <Icon name={icon} size={15} filled={filled} />
    </button>
  )
}
