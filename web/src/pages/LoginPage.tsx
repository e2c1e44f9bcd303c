import { useMutation, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { useRef, type SyntheticEvent } from 'react'
import { ApiError } from '../api/http'
import { logIn } from '../api/session'
import { Logo } from '../app/Logo'
import { words } from '../strings'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { PasswordField } from '../ui/PasswordField'
import { useTitle } from '../ui/useTitle'
import styles from './LoginPage.module.css'

const route = getRouteApi('/login')

export function LoginPage() {
  const { next } = route.useSearch()
  const router = useRouter()
  const client = useQueryClient()
  const form = useRef<HTMLFormElement>(null)
  useTitle(words.login.title)

  const { mutate, isPending, error } = useMutation({
    mutationFn: ({ email, password }: { email: string; password: string }) => logIn(email, password),
    onSuccess: () => {
      client.clear()
      router.history.push(next ?? '/')
    },
    onError: () => form.current?.querySelector<HTMLInputElement>('input[name="password"]')?.select(),
  })

  function submit(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault()
    const said = new FormData(event.currentTarget)
    mutate({ email: text(said, 'email').trim(), password: text(said, 'password') })
  }

  return (
    <main className={styles['page']}>
      <form className={styles['card']} ref={form} onSubmit={submit}>
        <div className={styles['brand']}>
          <Logo size={30} />
          {words.product}
        </div>
        <div>
          <h1>{words.login.heading}</h1>
          <p className={styles['lead']}>{words.tagline}</p>
        </div>
        {error && (
          <p className={styles['error']} role="alert">
            {reason(error)}
          </p>
        )}
        {/* The page has one purpose, and the first thing to do is here. */}
        {/* eslint-disable-next-line jsx-a11y/no-autofocus */}
        <Field label={words.login.email} name="email" type="email" autoComplete="username" required autoFocus />
        <PasswordField label={words.login.password} name="password" autoComplete="current-password" required />
        <Button look="primary" type="submit" className={styles['submit']} busy={isPending} disabled={isPending}>
          {isPending ? words.login.busy : words.login.submit}
        </Button>
        <details className={styles['help']}>
          <summary>{words.login.forgot}</summary>
          <p>{words.login.first}</p>
          <p>
            {words.login.reset} <code>{words.login.resetCommand}</code>
          </p>
        </details>
      </form>
    </main>
  )
}

function text(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

function reason(error: Error): string {
  if (!(error instanceof ApiError) || error.status === 0 || error.status >= 500) return words.login.unreachable
  return error.status === 401 ? words.login.wrong : error.message || words.login.wrong
}
