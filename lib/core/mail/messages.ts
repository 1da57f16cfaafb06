/**
 * A mail to send: what it is about, and what it has to say. Text alone: nothing to fetch, nothing to hide a link in. `name` is that of
 * the account, never what a stranger typed.
 */
export type Mail =
  | { kind: 'confirm-registration'; to: string; url: string }
  | { kind: 'already-registered'; to: string; name: string; signInUrl: string; resetUrl: string }
  | { kind: 'account-disabled'; to: string; name: string }
  | { kind: 'reset'; to: string; name: string; url: string }
  | { kind: 'invite'; to: string; name: string; invitedBy: string; url: string }
  | { kind: 'password-changed'; to: string; name: string; resetUrl: string }
  | ({ kind: 'google-linked' | 'google-unlinked'; to: string; name: string; google: string | null } & SecurityLinks)

type SecurityLinks = { profileUrl: string; resetUrl: string }

export function writeMail(mail: Mail): { subject: string; text: string } {
  const { subject, lines } = compose(mail)
  const greeting = 'name' in mail ? `Hello ${mail.name},` : 'Hello,'
  const paragraphs = [greeting, ...lines, 'LexAI'].map(wrap)
  return { subject, text: `${paragraphs.join('\n\n')}\n` }
}

/** Lines of at most 72 characters, so that no transfer coding breaks them again; a link stays in one piece on its own line. */
function wrap(paragraph: string): string {
  return paragraph.replace(/(?![^\n]{1,72}$)([^\n]{1,72})\s/g, '$1\n')
}

function compose(mail: Mail): { subject: string; lines: string[] } {
  switch (mail.kind) {
    case 'confirm-registration':
      return {
        subject: 'Confirm your address for LexAI',
        lines: [
          'Somebody, perhaps you, has asked for an account with this address. Follow this link within a day to choose its password:',
          mail.url,
          'If you did not sign up, do nothing: without the link no account is made.',
        ],
      }
    case 'already-registered':
      return {
        subject: 'You already have a LexAI account',
        lines: [
          'Somebody, perhaps you, has just tried to sign up with this address, which has an account already.',
          'Sign in:',
          mail.signInUrl,
          'If you have forgotten the password:',
          mail.resetUrl,
        ],
      }
    case 'account-disabled':
      return {
        subject: 'Your LexAI account is disabled',
        lines: [
          'Somebody, perhaps you, has just asked for a link for this address. Its account is disabled.',
          'Ask an administrator of your LexAI to enable it.',
        ],
      }
    case 'reset':
      return {
        subject: 'Choose a new password for LexAI',
        lines: [
          'Follow this link within an hour to choose a new password. It works once and signs you out everywhere:',
          mail.url,
          'If you did not ask for it, do nothing: your password stays as it is.',
        ],
      }
    case 'invite':
      return {
        subject: `${mail.invitedBy} invites you to LexAI`,
        lines: [
          `${mail.invitedBy} has made an account for you. Follow this link within seven days to choose a password:`,
          mail.url,
        ],
      }
    case 'google-linked':
      return {
        subject: 'A Google account was linked to your LexAI account',
        lines: [
          `The Google account ${mail.google ?? 'of somebody'} can now sign in to your LexAI account.`,
          'If it was not you, unlink it:',
          mail.profileUrl,
          'Then choose a new password, which also ends all sessions and API keys:',
          mail.resetUrl,
        ],
      }
    case 'google-unlinked':
      return {
        subject: 'A Google account was unlinked from your LexAI account',
        lines: [
          `The Google account ${mail.google ?? 'that was linked'} no longer signs in to your LexAI account.`,
          'If it was not you, choose a new password, which also ends all sessions and API keys:',
          mail.resetUrl,
        ],
      }
    case 'password-changed':
      return {
        subject: 'Your LexAI password was changed',
        lines: [
          'The password of your account has just been changed. Other sessions were signed out.',
          'If it was not you, choose a new one at once:',
          mail.resetUrl,
        ],
      }
  }
}
