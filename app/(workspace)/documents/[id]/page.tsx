import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { DocumentViewer } from '#components/viewer/document-viewer.tsx'
import { viewerMessages } from '#components/viewer/messages.ts'
import { requirePrincipal } from '#lib/core/auth/current-principal.ts'
import { AppError } from '#lib/core/errors.ts'
import { getDocument } from '#lib/documents/queries/get-document.ts'

type Props = { params: Promise<{ id: string }> }

/** The document; null where it does not exist or the user may not read it. */
const findDocument = cache(async (id: string) => {
  const principal = await requirePrincipal()
  try {
    return (await getDocument(principal, id)).document
  } catch (cause) {
    if (cause instanceof AppError && cause.code === 'request.not_found') return null
    throw cause
  }
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await findDocument((await params).id))?.title ?? viewerMessages.notFound.title }
}

export default async function DocumentPage({ params }: Props) {
  const document = await findDocument((await params).id)
  if (!document) notFound()
  return <DocumentViewer key={document.id} document={document} />
}
