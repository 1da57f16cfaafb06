'use client'
import { Eye, EyeOff } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { TextField as AriaTextField, Button, Input, TextArea, type TextFieldProps } from 'react-aria-components'
import { cx } from './cx.ts'
import { FieldError, FieldHint, FieldLabel, inputClass } from './field-parts.tsx'
import { uiMessages } from './messages.ts'

type Props = Omit<TextFieldProps, 'className' | 'children'> & {
  label: string
  hideLabel?: boolean
  hint?: ReactNode
  /** Shown below the field and announced with it; makes the field invalid. */
  error?: string | null | undefined
  placeholder?: string
  /** More than one row makes it a text area. */
  rows?: number
  size?: 'medium' | 'large'
  className?: string
}

/** A text field or text area. A field of `type="password"` has a button that shows the password. */
export function TextField(props: Props) {
  const { label, hideLabel, hint, error, placeholder, rows = 1, size = 'medium', className, type, ...rest } = props
  const [isShown, setShown] = useState(false)
  const isPassword = type === 'password'
  const inputType = isPassword && isShown ? 'text' : type
  const control = cx(inputClass, size === 'large' && 'h-11', isPassword && 'pr-11')
  return (
    <AriaTextField
      {...rest}
      {...(inputType ? { type: inputType } : {})}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      className={cx('flex flex-col gap-1.5', className)}
    >
      <FieldLabel className={hideLabel ? 'sr-only' : ''}>{label}</FieldLabel>
      <div className="relative">
        {rows > 1 ? (
          <TextArea rows={rows} className={cx(inputClass, 'h-auto py-2')} {...(placeholder ? { placeholder } : {})} />
        ) : (
          <Input className={control} {...(placeholder ? { placeholder } : {})} />
        )}
        {isPassword && (
          <Button
            slot={null}
            aria-label={isShown ? uiMessages.hidePassword : uiMessages.showPassword}
            onPress={() => setShown(!isShown)}
            className="absolute inset-y-1 right-1 grid w-9 cursor-pointer place-items-center rounded-sm text-ink-3 hover:bg-well hover:text-ink"
          >
            {isShown ? <EyeOff className="size-4" /> : <Eye className="size-4" />}
          </Button>
        )}
      </div>
      {hint && !error && <FieldHint>{hint}</FieldHint>}
      <FieldError>{error}</FieldError>
    </AriaTextField>
  )
}
