import { defineErrors } from '#lib/core/define-errors.ts'

export const userErrors = defineErrors({
  'auth.link_invalid': {
    status: 422,
    title: 'This link is no longer valid',
    help: 'It was used, has expired, or was replaced by a newer link. Request a new one.',
  },
  'user.email_taken': {
    status: 409,
    title: 'An account with this email address already exists',
    help: 'Find it in the list of people.',
  },
  'user.not_invited': {
    status: 409,
    title: 'No pending invitation',
    help: 'The person has already accepted the invitation, or the account is disabled. A forgotten password is reset by a reset link.',
  },
  'user.last_admin': {
    status: 409,
    title: 'The last active administrator must keep this role',
    help: 'Make another person an administrator first.',
  },
  'identity.only_one': {
    status: 409,
    title: 'This account is your only way to sign in',
    help: 'Set a password first: request a reset link on the sign-in page.',
  },
})
