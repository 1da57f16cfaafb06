import { redirect } from 'next/navigation'
import { Landing } from '#components/auth/landing.tsx'
import { findPrincipal } from '#lib/core/auth/current-principal.ts'
import { env } from '#lib/core/env.ts'

export default async function HomePage() {
  if (await findPrincipal()) redirect('/library')
  return <Landing mayRegister={env.signup === 'open'} />
}
