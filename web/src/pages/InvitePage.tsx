import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useRouter } from '@tanstack/react-router'
import { useState, type SyntheticEvent } from 'react'
import { acceptInvitation, invitationQuery, type Invitation } from '../api/settings'
import { ApiError } from '../api/http'
import { Logo } from '../app/Logo'
import { failure, wrongWith } from '../ui/failure'
import { words as general } from '../strings'
import { settingsWords } from '../strings/settings'
import { Button, buttonClass } from '../ui/Button'
import { Field } from '../ui/Field'
import { fullName } from '../ui/fullName'
import { Message } from '../ui/Message'
import { PasswordField } from '../ui/PasswordField'
import { SHORTEST_PASSWORD } from '../ui/strength'
import { useTitle } from '../ui/useTitle'
import styles from './LoginPage.module.css'

const words = settingsWords.invite
const route = getRouteApi('/invite/$token')

/** Where the link of an invitation leads: one chooses a name and a password, and is in. */
export function InvitePage() {
  const { token } = route.useParams()
  const { data, error, refetch } = useQuery(invitationQuery(token))
  useTitle(words.title)
  return (
    <main className={styles['page']}>
      {data && <Join token={token} invitation={data} />}
      {error && !data && <Over error={error} retry={() => void refetch()} />}
    </main>
  )
}

function Over({ error, retry }: { error: Error; retry: () => void }) {
  const known = error instanceof ApiError && error.status === 404
  return (
    <Message room="page" bad icon="warning" title={known ? words.over : settingsWords.failed} body={known ? words.overWhy : failure(error)}>
      {known ? (
        <Link to="/login" className={buttonClass('secondary')}>
          {words.logIn}
        </Link>
      ) : (
        <Button icon="refresh" onClick={retry}>
          {general.tryAgain}
        </Button>
      )}
    </Message>
  )
}

const FIELDS = ['first_name', 'last_name', 'password']

function Join({ token, invitation }: { token: string; invitation: Invitation }) {
  const client = useQueryClient()
  const router = useRouter()
  const [firstName, setFirstName] = useState('')
  const [lastName, setLastName] = useState('')
  const [password, setPassword] = useState('')
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => acceptInvitation(token, { first_name: firstName, last_name: lastName, password }),
    onSuccess: () => {
      client.clear()
      router.history.push('/')
    },
  })

  function submit(event: SyntheticEvent) {
    event.preventDefault()
    mutate()
  }

  const level = (settingsWords.levels[invitation.level] ?? '').toLowerCase()
  const told = error && !FIELDS.some((name) => wrongWith(error, name))
  return (
    <form className={styles['card']} onSubmit={submit}>
      <div className={styles['brand']}>
        <Logo size={30} />
        {general.product}
      </div>
      <div>
        <h1>{words.heading(invitation.organization_name)}</h1>
        <p className={styles['lead']}>{invitation.created_by ? words.by(fullName(invitation.created_by), level) : words.nobody(level)}</p>
      </div>
      {told && (
        <p className={styles['error']} role="alert">
          {failure(error)}
        </p>
      )}
      <Field label={words.email} name="email" type="email" autoComplete="username" readOnly value={invitation.target_email} />
      <Field
        label={words.firstName}
        autoComplete="given-name"
        maxLength={150}
        required
        value={firstName}
        error={wrongWith(error, 'first_name')}
        onChange={(event) => setFirstName(event.target.value)}
      />
      <Field
        label={words.lastName}
        hint={words.optional}
        autoComplete="family-name"
        maxLength={150}
        value={lastName}
        error={wrongWith(error, 'last_name')}
        onChange={(event) => setLastName(event.target.value)}
      />
      <PasswordField
        label={words.password}
        autoComplete="new-password"
        minLength={SHORTEST_PASSWORD}
        maxLength={1024}
        required
        value={password}
        rated={password}
        error={wrongWith(error, 'password')}
        onChange={(event) => setPassword(event.target.value)}
      />
      <Button look="primary" type="submit" className={styles['submit']} busy={isPending} disabled={isPending}>
        {isPending ? words.busy : words.submit}
      </Button>
    </form>
  )
}
