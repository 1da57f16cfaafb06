import { defineErrors } from '#lib/core/define-errors.ts'

export const matterErrors = defineErrors({
  'matter.not_empty': {
    status: 409,
    title: 'The matter contains documents',
    help: 'Move or delete them first. Documents in the trash count until they are permanently deleted.',
  },
  'matter.last_owner': {
    status: 409,
    title: 'A matter must have at least one owner',
    help: 'Make another member an owner first.',
  },
  'matter.personal': {
    status: 409,
    title: 'A personal matter cannot be shared or deleted',
    help: 'Create a matter to work with others.',
  },
})
