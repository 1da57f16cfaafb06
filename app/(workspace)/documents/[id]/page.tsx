import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { DocumentViewer } from '#components/viewer/document-viewer.tsx'
import { requirePrincipal } from '#lib/core/auth/current-principal.ts'
import { AppError } from '#lib/core/errors.ts'
import { getDocument } from '#lib/documents/queries/get-document.ts'

type Props = { params: Promise<{ id: string }> }

const read = cache(async (id: string) => {
  const principal = await requirePrincipal()
  try {
    return (await getDocument(principal, id)).document
  } catch (cause) {
    if (cause instanceof AppError && cause.code === 'request.not_found') notFound()
    throw cause
  }
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { title } = await read((await params).id)
  return { title }
}

export default async function DocumentPage({ params }: Props) {
  const document = await read((await params).id)
  return <DocumentViewer key={document.id} document={document} />
}
