import { DocumentGone } from '#components/viewer/document-gone.tsx'

export default function DocumentNotFound() {
  return <DocumentGone />
}
