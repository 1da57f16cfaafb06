'use client'
import { TextField } from '#components/ui/text-field.tsx'

type Props = {
  label?: string
  value: string
  onChange: (password: string) => void
  error: string | null | undefined
  size?: 'large'
  autoFocus?: boolean
}

/** Where somebody chooses a password: says what makes a good one, and has password managers offer to make it. */
export function NewPasswordField({ label = 'New password', size, autoFocus = false, ...field }: Props) {
  return (
    <TextField
      label={label}
      type="password"
      autoComplete="new-password"
      hint="At least 8 characters. A few unrelated words are good."
      {...(size ? { size } : {})}
      {...field}
      autoFocus={autoFocus}
      isRequired
    />
  )
}
