import { words as all } from '../strings'
import { DialogForm, type DialogFormProps } from '../ui/DialogForm'

const words = all.newDashboard

type Props = Pick<DialogFormProps, 'ready' | 'onSubmit' | 'onClose' | 'children'> & { busy: boolean; error: Error | null }

/** The form of one way to make a dashboard. */
export function WayForm({ busy, error, ...form }: Props) {
  return <DialogForm {...form} verb={words.submit} busy={busy ? words.busy : null} error={error && (error.message || words.failed)} />
}
