import { Dialog } from './Dialog'
import { DialogForm, type DialogFormProps } from './DialogForm'

type Props = DialogFormProps & { title: string; wide?: boolean }

/** A dialog that is one form. */
export function FormDialog({ title, wide = false, ...form }: Props) {
  return (
    <Dialog title={title} wide={wide} onClose={form.onClose}>
      <DialogForm {...form} />
    </Dialog>
  )
}
