import { catalogue } from '#components/ui/catalogue.ts'

export const authMessages = catalogue({
  en: {
    signIn: {
      title: 'Sign in',
      email: 'Email',
      password: 'Password',
      submit: 'Sign in',
      forgotPassword: 'Forgot your password?',
      newHere: 'New to LexAI? {createAccount}',
      createAccount: 'Create account',
    },
    google: {
      continue: 'Continue with Google',
      or: 'or',
      unreachable: 'Google could not be reached',
      failed: 'Signing in with Google failed. Try again.',
    },
    /** By the error codes with which the sign-in through Google returns. */
    googleErrors: {
      EmailNotVerified:
        'Google has not verified this email address. Verify it with Google, or sign in with your password.',
      EmailNotUsable: 'This Google account has no address that LexAI can send email to.',
      InvalidIdToken: 'The response from Google could not be verified. Try again.',
      OAuthAccountNotLinked:
        'An account with this email address already exists. Sign in with its password, and then link the Google account in Settings.',
      RegistrationClosed: 'Accounts are by invitation only. Ask an administrator for an invitation.',
      AccessDenied: 'This Google account cannot be used to sign in here.',
    },
    signUp: {
      title: 'Create account',
      name: 'Name',
      email: 'Email',
      submit: 'Create account',
      closedTitle: 'Accounts are by invitation only',
      closed: 'Ask an administrator to invite you. You can create your account with the link in the invitation.',
      haveAccount: 'Already have an account? {signIn}',
      signIn: 'Sign in',
    },
    verification: {
      pageTitle: 'Confirm your email address',
      title: 'Choose a password',
      about: 'This creates the account for {email} and signs you in.',
      name: 'Name',
      password: 'Password',
      submit: 'Create account',
      signUpAgain: 'Sign up again',
    },
    invitation: {
      pageTitle: 'Your invitation',
      title: (name: string) => `Welcome, ${name}`,
      about: 'Choose a password for {email} to sign in.',
      submit: 'Set password and sign in',
    },
    resetRequest: {
      title: 'Reset your password',
      about: 'You will receive an email with a link to set a new password.',
      email: 'Email',
      submit: 'Send link',
    },
    reset: {
      title: 'Set a new password',
      about: 'The new password is for {email}. All sessions of this account will end.',
      submit: 'Set password and sign in',
      requestNewLink: 'Request a new link',
    },
    newPassword: {
      label: 'New password',
      hint: 'Use at least 8 characters. Several unrelated words make a good password.',
    },
    requiredPasswordChange: {
      title: 'Choose your own password',
      about: 'The password of {email} was set by somebody else, who knows it. Choose one that only you know.',
      current: 'Current password',
      submit: 'Set password',
      signOut: 'Sign out',
    },
    checkEmail: {
      title: 'Check your email',
      about:
        'If the request can be completed for {email}, you will receive an email with a link. The link can be used once and expires soon.',
      back: 'Back to sign in',
    },
    invalidLink: {
      title: 'This link is no longer valid',
      about: 'The link was already used, has expired, or was replaced by a newer one.',
      signIn: 'Sign in',
    },
    landing: {
      productName: 'LexAI',
      signIn: 'Sign in',
      createAccount: 'Create account',
      title: 'Find the clause, and see it marked on the page.',
      about:
        'Keep your contracts in one place, search all of them at once, and open each result at its passage, marked on the page.',
      footer: 'LexAI runs on your own server. Your documents never leave it.',
      developers: 'For developers',
    },
    /** The example page on the landing page. */
    example: {
      heading: '8. Term and Termination',
      before:
        '8.1 This Agreement begins on the Effective Date and continues for an initial term of three (3) years, unless it is ended earlier under this Section.',
      clause: '8.2 {passage} before the end of the initial term or of any renewal term.',
      passage: 'Either party may end this Agreement by giving the other not less than ninety (90) days’ written notice',
      after:
        '8.3 On expiry each party returns or destroys the other’s Confidential Information within thirty (30) days.',
      query: 'Search: written notice “ninety days”',
      result: 'Supply Agreement {location}',
      location: 'page 6, Term and Termination',
    },
  },
})
