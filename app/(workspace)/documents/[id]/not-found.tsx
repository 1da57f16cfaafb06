import { DocumentGone } from '#components/viewer/document-gone.tsx'

export default DocumentGone
