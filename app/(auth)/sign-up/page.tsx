import Link from 'next/link'
import { AuthTitle } from '#components/auth/auth-frame.tsx'
import { GoogleButton } from '#components/auth/google-button.tsx'
import { authMessages } from '#components/auth/messages.ts'
import { OrDivider } from '#components/auth/or-divider.tsx'
import { SignUpForm } from '#components/auth/sign-up-form.tsx'
import { FilledText } from '#components/ui/filled-text.tsx'
import { env } from '#lib/core/env.ts'

export const metadata = { title: authMessages.signUp.title }

export default function SignUpPage() {
  return (
    <>
      {env.signup === 'open' ? (
        <>
          <SignUpForm />
          {env.google && (
            <>
              <OrDivider />
              <GoogleButton callbackUrl="/library">{authMessages.google.continue}</GoogleButton>
            </>
          )}
        </>
      ) : (
        <AuthTitle title={authMessages.signUp.closedTitle}>{authMessages.signUp.closed}</AuthTitle>
      )}
      <p className="mt-8 text-ink-2 text-small">
        <FilledText
          text={authMessages.signUp.haveAccount}
          values={{
            signIn: (
              <Link href="/sign-in" className="font-medium text-accent underline-offset-4 hover:underline">
                {authMessages.signUp.signIn}
              </Link>
            ),
          }}
        />
      </p>
    </>
  )
}
