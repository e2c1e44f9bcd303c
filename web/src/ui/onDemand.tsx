import { useEffect, useState, type ComponentType, type ReactNode } from 'react'

/** A component whose code has not come yet; `ahead` fetches it before it is needed. */
export type OnDemand<Props> = ComponentType<Props> & { ahead: () => void }

/**
 * A component whose code is fetched when it is first drawn, with `waiting` in its place until then. A Suspense boundary would hold the
 * finished content back until its fallback stood for 300 ms, which is longer than a dashboard takes to be drawn.
 */
export function onDemand<Props extends object>(fetchCode: () => Promise<{ default: ComponentType<Props> }>, waiting: ReactNode): OnDemand<Props> {
  let made: ComponentType<Props> | null = null
  let coming: Promise<ComponentType<Props>> | null = null

  function code(): Promise<ComponentType<Props>> {
    coming ??= fetchCode().then(
      (module) => (made = module.default),
      (error: unknown) => {
        coming = null // the next one asks again
        throw error
      },
    )
    return coming
  }

  function Coming(props: Props) {
    const [Made, setMade] = useState(() => made)
    useEffect(() => {
      if (Made) return
      let gone = false
      code().then(
        (Component) => {
          if (!gone) setMade(() => Component)
        },
        (error: unknown) => {
          if (!gone)
            setMade(() => {
              throw error // to the boundary around it
            })
        },
      )
      return () => {
        gone = true
      }
    }, [Made])
    return Made ? <Made {...props} /> : waiting
  }

  const ahead = () => {
    code().catch(() => undefined) // told when it is needed
  }
  return Object.assign(Coming, { ahead })
}
