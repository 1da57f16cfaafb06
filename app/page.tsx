import { redirect } from 'next/navigation'
import { LandingPage } from '#components/auth/landing-page.tsx'
import { findPrincipal } from '#lib/core/auth/current-principal.ts'
import { env } from '#lib/core/env.ts'

export default async function HomePage() {
  if (await findPrincipal()) redirect('/library')
  return <LandingPage canSignUp={env.signup === 'open'} />
}
