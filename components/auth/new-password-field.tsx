'use client'
import { TextField } from '#components/ui/text-field.tsx'
import { authMessages } from './messages.ts'

const { newPassword: messages } = authMessages

type Props = {
  label?: string
  value: string
  onChange: (password: string) => void
  error: string | null | undefined
  size?: 'large'
  autoFocus?: boolean
}

/** A field for a new password, with a hint about good passwords. Password managers offer to generate one. */
export function NewPasswordField({ label = messages.label, size, autoFocus = false, ...field }: Props) {
  return (
    <TextField
      label={label}
      type="password"
      autoComplete="new-password"
      hint={messages.hint}
      {...(size ? { size } : {})}
      {...field}
      autoFocus={autoFocus}
      isRequired
    />
  )
}
