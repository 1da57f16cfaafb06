import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Page } from '#components/layout/page.tsx'
import { MatterView } from '#components/matters/matter-view.tsx'
import { requirePrincipal } from '#lib/core/auth/current-principal.ts'
import { AppError } from '#lib/core/errors.ts'
import { getMatter } from '#lib/matters/queries.ts'

type Props = { params: Promise<{ id: string }> }

async function readMatter(params: Props['params']) {
  const principal = await requirePrincipal()
  try {
    return (await getMatter(principal, (await params).id)).matter
  } catch (error) {
    if (error instanceof AppError && error.code === 'request.not_found') notFound()
    throw error
  }
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await readMatter(params)).name }
}

export default async function MatterPage({ params }: Props) {
  return (
    <Page>
      <MatterView matter={await readMatter(params)} />
    </Page>
  )
}
