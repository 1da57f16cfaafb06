import { DocumentNotFound } from '#components/viewer/document/document-not-found.tsx'

export default function NotFoundPage() {
  return <DocumentNotFound />
}
