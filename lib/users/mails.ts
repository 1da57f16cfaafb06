import type { Mail } from '#lib/core/mail/mail.ts'

// `name` is the name of an existing account. Names that were entered with a registration are never put into a mail.
type Recipient = { to: string; name: string }

export function registrationMail({ to, url }: { to: string; url: string }): Mail {
  return {
    to,
    name: null,
    subject: 'Confirm your address for LexAI',
    paragraphs: [
      'Someone, possibly you, requested an account with this address. Open this link within one day to choose its password:',
      url,
      'If you did not request it, do nothing: no account is created unless the link is used.',
    ],
  }
}

export function alreadyRegisteredMail({
  signInUrl,
  resetUrl,
  ...recipient
}: Recipient & { signInUrl: string; resetUrl: string }): Mail {
  return {
    ...recipient,
    subject: 'You already have a LexAI account',
    paragraphs: [
      'Someone, possibly you, tried to register with this address, which already has an account.',
      'Sign in:',
      signInUrl,
      'If you have forgotten your password:',
      resetUrl,
    ],
  }
}

export function accountDisabledMail(recipient: Recipient): Mail {
  return {
    ...recipient,
    subject: 'Your LexAI account is disabled',
    paragraphs: [
      'Someone, possibly you, requested a link for this address. Its account is disabled.',
      'Please ask an administrator of your LexAI to enable it.',
    ],
  }
}

export function passwordResetMail({ url, ...recipient }: Recipient & { url: string }): Mail {
  return {
    ...recipient,
    subject: 'Choose a new password for LexAI',
    paragraphs: [
      'Open this link within one hour to choose a new password. It can be used once and signs you out everywhere:',
      url,
      'If you did not request it, do nothing: your password remains unchanged.',
    ],
  }
}

export function invitationMail({ invitedBy, url, ...recipient }: Recipient & { invitedBy: string; url: string }): Mail {
  return {
    ...recipient,
    subject: `${invitedBy} invites you to LexAI`,
    paragraphs: [
      `${invitedBy} has created an account for you. Open this link within seven days to choose a password:`,
      url,
    ],
  }
}

type GoogleAccountChange = Recipient & { googleEmail: string | null; profileUrl: string; resetUrl: string }

export function googleLinkedMail({ googleEmail, profileUrl, resetUrl, ...recipient }: GoogleAccountChange): Mail {
  return {
    ...recipient,
    subject: 'A Google account was linked to your LexAI account',
    paragraphs: [
      `${googleEmail ? `The Google account ${googleEmail}` : 'A Google account'} can now sign in to your LexAI account.`,
      'If you did not do this, unlink it:',
      profileUrl,
      'Then choose a new password, which also ends all sessions and revokes all API keys:',
      resetUrl,
    ],
  }
}

export function googleUnlinkedMail({ googleEmail, resetUrl, to, name }: GoogleAccountChange): Mail {
  return {
    to,
    name,
    subject: 'A Google account was unlinked from your LexAI account',
    paragraphs: [
      `The Google account ${googleEmail ?? 'that was linked'} can no longer sign in to your LexAI account.`,
      'If you did not do this, choose a new password, which also ends all sessions and revokes all API keys:',
      resetUrl,
    ],
  }
}

export function passwordChangedMail({ resetUrl, ...recipient }: Recipient & { resetUrl: string }): Mail {
  return {
    ...recipient,
    subject: 'Your LexAI password was changed',
    paragraphs: [
      'The password of your account was changed. Other sessions were signed out.',
      'If you did not do this, choose a new password immediately:',
      resetUrl,
    ],
  }
}
