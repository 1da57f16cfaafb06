'use client'
import { useMutation } from '@tanstack/react-query'
import Link from 'next/link'
import { api } from '#components/api/client.ts'
import { ProblemNotice } from '#components/api/problem-notice.tsx'
import { Button } from '#components/ui/button.tsx'
import { buttonClass } from '#components/ui/button-class.ts'

/** A press, not the opening of the page, uses the link up: mail scanners open links too. */
export function VerifyForm({ token }: { token: string }) {
  const verify = useMutation({
    mutationFn: () => api('/email-verifications', { method: 'POST', body: { token }, isAnonymous: true }),
    meta: { showsError: true },
  })
  if (verify.isSuccess) {
    return (
      <div role="status" className="flex flex-col items-start gap-5">
        <p>Done. The account is yours.</p>
        <Link href="/sign-in" className={buttonClass('primary', 'large')}>
          Sign in
        </Link>
      </div>
    )
  }
  return (
    <div className="flex flex-col gap-4">
      <ProblemNotice error={verify.error} />
      <Button look="primary" size="large" onPress={() => verify.mutate()} isPending={verify.isPending}>
        Confirm the address
      </Button>
    </div>
  )
}
