const sentences: Record<string, string> = {
  EmailNotVerified: 'Google has not verified that address. Verify it there, or sign in with your password.',
  EmailNotUsable: 'That Google account has no address that LexAI can send mail to.',
  InvalidIdToken: 'What Google answered could not be verified. Try again.',
  OAuthAccountNotLinked:
    'There is an account with this address already. Sign in with its password, then join Google to it under Settings.',
  RegistrationClosed: 'Accounts here are by invitation. Ask an administrator for one.',
  AccessDenied: 'That Google account may not sign in here.',
}

/** What a return from Google with `?error=` means. */
export function googleErrorSentence(error: string): string {
  return sentences[error] ?? 'Signing in with Google did not work. Try again.'
}
