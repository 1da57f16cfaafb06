import Link from 'next/link'
import { AuthTitle } from '#components/auth/auth-frame.tsx'
import { GoogleButton } from '#components/auth/google-button.tsx'
import { OrLine } from '#components/auth/or-line.tsx'
import { SignUpForm } from '#components/auth/sign-up-form.tsx'
import { env } from '#lib/core/env.ts'

export const metadata = { title: 'Make an account' }

export default function SignUpPage() {
  return (
    <>
      {env.signup === 'open' ? (
        <>
          <SignUpForm />
          {env.google && (
            <>
              <OrLine />
              <GoogleButton callbackUrl="/library">Continue with Google</GoogleButton>
            </>
          )}
        </>
      ) : (
        <AuthTitle title="Accounts are by invitation">
          Ask an administrator of this LexAI to invite you; a link of your own then makes the account.
        </AuthTitle>
      )}
      <p className="mt-8 text-ink-2 text-small">
        Have an account?{' '}
        <Link href="/sign-in" className="font-medium text-accent underline-offset-4 hover:underline">
          Sign in
        </Link>
      </p>
    </>
  )
}
