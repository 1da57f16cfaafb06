import Link from 'next/link'
import { redirect } from 'next/navigation'
import { AuthTitle } from '#components/auth/auth-frame.tsx'
import { GoogleButton } from '#components/auth/google-button.tsx'
import { OrLine } from '#components/auth/or-line.tsx'
import { googleErrorSentence } from '#components/auth/sign-in-errors.ts'
import { SignInForm } from '#components/auth/sign-in-form.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { findPrincipal } from '#lib/core/auth/current-principal.ts'
import { safeReturnTo } from '#lib/core/auth/return-to.ts'
import { endReasons } from '#lib/core/auth/session-state.ts'
import { env } from '#lib/core/env.ts'

export const metadata = { title: 'Sign in' }

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
      <AuthTitle title="Sign in" />
      {ended && (
        <Notice tone={ended[0] === 'signed_out' ? 'plain' : 'amber'} className="mb-5">
          {ended[1]}
        </Notice>
      )}
      {error && (
        <Notice tone="red" className="mb-5" isAlert>
          {googleErrorSentence(error)}
        </Notice>
      )}
      <SignInForm returnTo={returnTo} />
      {env.google && (
        <>
          <OrLine />
          <GoogleButton callbackUrl={returnTo}>Continue with Google</GoogleButton>
        </>
      )}
      {env.signup === 'open' && (
        <p className="mt-8 text-center text-ink-2 text-small">
          New here?{' '}
          <Link href="/sign-up" className="font-medium text-accent underline-offset-4 hover:underline">
            Make an account
          </Link>
        </p>
      )}
    </>
  )
}
