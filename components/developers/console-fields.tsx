'use client'
import { TextField } from '#components/ui/text-field.tsx'

type Props = {
  fields: readonly { name: string; required?: boolean }[]
  values: Record<string, string>
  onChange: (values: Record<string, string>) => void
}

/** A text field for each parameter of a call, or for each field of its form. */
export function ConsoleFields({ fields, values, onChange }: Props) {
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      {fields.map(({ name, required }) => (
        <TextField
          key={name}
          label={name}
          isRequired={required ?? false}
          value={values[name] ?? ''}
          onChange={(value) => onChange({ ...values, [name]: value })}
        />
      ))}
    </div>
  )
}
