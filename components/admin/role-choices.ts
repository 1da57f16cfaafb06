import { adminMessages } from './messages.ts'

const { names, hints } = adminMessages.roles

export const roleChoices = [
  { value: 'viewer', label: names.viewer, hint: hints.viewer },
  { value: 'editor', label: names.editor, hint: hints.editor },
  { value: 'admin', label: names.admin, hint: hints.admin },
] as const
