import { useSuspenseQuery } from '@tanstack/react-query'
import { Link, Outlet, useParams, useRouterState, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { meQuery } from '../api/queries'
import { words } from '../strings'
import { Button, IconButton } from '../ui/Button'
import { Message } from '../ui/Message'
import { Everywhere, type Opened } from './Everywhere'
import { Logo } from './Logo'
import { NetworkBanner } from './NetworkBanner'
import { SideBar } from './SideBar'
import { UnsavedGuard } from './UnsavedGuard'
import styles from './Shell.module.css'

/** What surrounds every page of a logged-in user. On a narrow screen the side bar becomes a drawer. */
export function Shell() {
  const { data: me } = useSuspenseQuery(meQuery)
  const { projectId } = useParams({ strict: false })
  const { tv } = useSearch({ strict: false })
  const path = useRouterState({ select: (state) => state.location.pathname })
  const [openedAt, setOpenedAt] = useState<string | null>(null)
  const open = openedAt === path // going to another page closes the drawer
  const close = () => setOpenedAt(null)
  const [dialog, setDialog] = useState<Opened>(null)

  useEffect(() => {
    if (!open) return
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && setOpenedAt(null)
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [open])

  const project = projectId === undefined ? me.team?.id : Number(projectId)
  const everywhere = <Everywhere project={project} opened={dialog} setOpened={setDialog} />
  if (tv) {
    return (
      <>
        <Outlet />
        {everywhere}
      </>
    )
  }
  return (
    <div className={styles['shell']}>
      <a href="#content" className={styles['skip']}>
        {words.skip}
      </a>
      <div className={styles['top']}>
        <IconButton icon="menu" label={words.shell.menu} aria-expanded={open} onClick={() => setOpenedAt(path)} />
        <Link to="/" className={styles['brand']}>
          <Logo size={22} />
          {words.product}
        </Link>
      </div>
      {open && <button type="button" className={styles['shade']} aria-label={words.close} onClick={close} />}
      <SideBar me={me} project={project} open={open} onSearch={() => setDialog('palette')} />
      <div className={styles['main']}>
        <NetworkBanner />
        <UnsavedGuard />
        <main id="content" className={styles['content']} tabIndex={-1}>
          {project === undefined ? <NoProject /> : <Outlet />}
        </main>
      </div>
      {everywhere}
    </div>
  )
}

function NoProject() {
  return (
    <Message room="page" icon="dashboard" title={words.noProject.title} body={words.noProject.why}>
      <Button icon="refresh" onClick={() => window.location.reload()}>
        {words.broken.reload}
      </Button>
    </Message>
  )
}
