import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { meQuery } from '../api/queries'
import { changeName, changePassword, endOtherSessions, sessionsQuery } from '../api/settings'
import type { Me } from '../api/types'
import { ago } from '../format/date'
import { words as general } from '../strings'
import { settingsWords } from '../strings/settings'
import { Button } from '../ui/Button'
import { useNow } from '../ui/clock'
import { Field } from '../ui/Field'
import { PasswordField } from '../ui/PasswordField'
import { SHORTEST_PASSWORD } from '../ui/strength'
import { showToast } from '../ui/toasts'
import { useTitle } from '../ui/useTitle'
import { failure, wrongWith } from '../ui/failure'
import { Section } from './Section'
import { SettingsForm } from './SettingsForm'
import { useEdits } from './useEdits'
import styles from './Settings.module.css'

const words = settingsWords.account

/** One's own name, password and browsers. */
export function AccountSettings() {
  const { data: me } = useSuspenseQuery(meQuery)
  useTitle(settingsWords.parts.account)
  return (
    <>
      <h1>{settingsWords.parts.account}</h1>
      <Section title={words.name} why={words.nameWhy}>
        <NameForm me={me} />
      </Section>
      <Section title={words.password} why={words.passwordWhy}>
        <PasswordForm />
      </Section>
      <Section title={words.browsers}>
        <Browsers />
      </Section>
    </>
  )
}

function NameForm({ me }: { me: Me }) {
  const client = useQueryClient()
  const { values, changed, edit, discard } = useEdits({ first_name: me.first_name, last_name: me.last_name })
  const saving = useMutation({
    mutationFn: () => changeName(values.first_name, values.last_name),
    onSuccess: (now) => {
      client.setQueryData(meQuery.queryKey, now)
      void client.invalidateQueries()
      discard()
      showToast({ text: general.saved })
    },
  })
  return (
    <SettingsForm changed={changed} saving={saving} fields={['first_name', 'last_name']} save={saving.mutate} discard={discard}>
      <div className={styles['pair']}>
        <Field
          label={words.firstName}
          autoComplete="given-name"
          maxLength={150}
          value={values.first_name}
          error={wrongWith(saving.error, 'first_name')}
          onChange={(event) => edit({ first_name: event.target.value })}
        />
        <Field
          label={words.lastName}
          autoComplete="family-name"
          maxLength={150}
          value={values.last_name}
          error={wrongWith(saving.error, 'last_name')}
          onChange={(event) => edit({ last_name: event.target.value })}
        />
      </div>
      <div>
        <span className={styles['label']}>{words.email}</span>
        {me.email}
        <p className={styles['below']}>{words.emailWhy}</p>
      </div>
    </SettingsForm>
  )
}

const NO_PASSWORDS = { current_password: '', password: '' }

function PasswordForm() {
  const client = useQueryClient()
  const { values, changed, edit, discard } = useEdits(NO_PASSWORDS)
  const saving = useMutation({
    mutationFn: () => changePassword(values.current_password, values.password),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: sessionsQuery.queryKey })
      discard()
      showToast({ text: words.changed })
    },
  })
  return (
    <SettingsForm
      changed={changed}
      saving={saving}
      fields={['current_password', 'password']}
      verb={words.change}
      save={saving.mutate}
      discard={discard}
    >
      <PasswordField
        label={words.present}
        autoComplete="current-password"
        required
        value={values.current_password}
        error={wrongWith(saving.error, 'current_password')}
        onChange={(event) => edit({ current_password: event.target.value })}
      />
      <PasswordField
        label={words.new}
        autoComplete="new-password"
        minLength={SHORTEST_PASSWORD}
        maxLength={1024}
        required
        value={values.password}
        rated={values.password}
        error={wrongWith(saving.error, 'password')}
        onChange={(event) => edit({ password: event.target.value })}
      />
    </SettingsForm>
  )
}

function Browsers() {
  const client = useQueryClient()
  const now = useNow()
  const { data } = useQuery(sessionsQuery)
  const { mutate, isPending } = useMutation({
    mutationFn: endOtherSessions,
    onSuccess: () => showToast({ text: words.loggedOut }),
    onError: (error) => showToast({ text: failure(error), bad: true }),
    onSettled: () => client.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  })
  const others = data?.filter(({ current }) => !current) ?? []
  const [latest] = others
  return (
    <>
      <p className={styles['why']}>
        {!data ? general.loading : latest ? `${words.others(others.length)} ${words.latest(ago(latest.created_at, now))}` : words.alone}
      </p>
      <div className={styles['foot']}>
        <Button icon="logout" disabled={!latest || isPending} onClick={() => mutate()}>
          {words.logOutOthers}
        </Button>
      </div>
    </>
  )
}
