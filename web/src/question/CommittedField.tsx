import type { ComponentProps } from 'react'
import { Field } from '../ui/Field'
import { useCommitted } from './useCommitted'

type Props = Omit<ComponentProps<typeof Field>, 'value' | 'defaultValue' | 'onChange'> & {
  value: string
  /** Told once one pauses, leaves, or presses Enter, when the text is another than before. */
  onCommit: (text: string) => void
}

/** A line of text that counts when it is finished, so that not every letter asks the server. */
export function CommittedField({ value, onCommit, ...rest }: Props) {
  const { text, type, finish } = useCommitted(value, onCommit)
  return (
    <Field
      {...rest}
      value={text}
      onChange={(event) => type(event.target.value)}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.key === 'Enter') finish()
      }}
    />
  )
}
