import Link from 'next/link'
import { redirect } from 'next/navigation'
import { AuthTitle } from '#components/auth/auth-frame.tsx'
import { GoogleButton } from '#components/auth/google-button.tsx'
import { googleErrorMessage } from '#components/auth/google-error-message.ts'
import { authMessages } from '#components/auth/messages.ts'
import { OrDivider } from '#components/auth/or-divider.tsx'
import { SignInForm } from '#components/auth/sign-in-form.tsx'
import { FilledText } from '#components/ui/filled-text.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { findPrincipal } from '#lib/core/auth/current-principal.ts'
import { safeReturnTo } from '#lib/core/auth/return-to.ts'
import { endReasons } from '#lib/core/auth/session-state.ts'
import { env } from '#lib/core/env.ts'

export const metadata = { title: authMessages.signIn.title }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function SignInPage({ searchParams }: Props) {
  const query = await searchParams
  const one = (name: string) => (typeof query[name] === 'string' ? query[name] : null)
  const returnTo = safeReturnTo(one('returnTo'))
  if (await findPrincipal()) redirect(returnTo)
  const ended = Object.entries(endReasons).find(([reason]) => reason === one('ended'))
  const error = one('error')
  return (
    <>
      <AuthTitle title={authMessages.signIn.title} />
      {ended && (
        <Notice tone={ended[0] === 'signed_out' ? 'plain' : 'amber'} className="mb-5">
          {ended[1]}
        </Notice>
      )}
      {error && (
        <Notice tone="red" className="mb-5" isAlert>
          {googleErrorMessage(error)}
        </Notice>
      )}
      <SignInForm returnTo={returnTo} />
      {env.google && (
        <>
          <OrDivider />
          <GoogleButton callbackUrl={returnTo}>{authMessages.google.continue}</GoogleButton>
        </>
      )}
      {env.signup === 'open' && (
        <p className="mt-8 text-center text-ink-2 text-small">
          <FilledText
            text={authMessages.signIn.newHere}
            values={{
              createAccount: (
                <Link href="/sign-up" className="font-medium text-accent underline-offset-4 hover:underline">
                  {authMessages.signIn.createAccount}
                </Link>
              ),
            }}
          />
        </p>
      )}
    </>
  )
}
