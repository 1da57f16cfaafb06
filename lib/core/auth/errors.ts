import { defineErrors } from '../define-errors.ts'

export const authErrors = defineErrors({
  'auth.required': {
    status: 401,
    title: 'You are not signed in',
    help: 'Sign in. Programs send a session cookie, an access token or an API key.',
  },
  'auth.invalid_token': {
    status: 401,
    title: 'The credential is not valid',
    help: 'It is malformed, expired or revoked. Sign in again or use another credential.',
  },
  'auth.ambiguous': {
    status: 400,
    title: 'The request has two credentials',
    help: 'Send either the session cookie or one Authorization header.',
  },
  'auth.reauthentication_required': {
    status: 403,
    title: 'Confirm your identity with your password',
    help: 'Send the password to POST /api/v1/me/reauthentication, or sign in again. A confirmation is valid for ten minutes.',
  },
  'auth.forbidden': {
    status: 403,
    title: 'You do not have permission to do this',
    help: 'Your role, or the scopes of your API key, do not include it.',
  },
  'auth.invalid_credentials': {
    status: 401,
    title: 'Incorrect email or password',
    help: 'Check both. If you forgot your password, request a reset link.',
  },
  'registration.closed': {
    status: 403,
    title: 'Sign-up is by invitation only',
    help: 'Ask an administrator to invite you.',
  },
})
