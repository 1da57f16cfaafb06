import { DocumentGone } from '#components/viewer/document/document-gone.tsx'

export default function DocumentNotFound() {
  return <DocumentGone />
}
