import { matterMessages } from './messages.ts'

const { viewer, editor, owner } = matterMessages.roles

/** The roles of a member, as choices of a select. */
export const roleChoices = [
  { value: 'viewer', ...viewer },
  { value: 'editor', ...editor },
  { value: 'owner', ...owner },
] as const
