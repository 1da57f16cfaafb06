import { toast } from '#components/ui/toast.tsx'
import { uploadQueue } from './upload-queue.ts'

function looksLikePdf({ name, type }: File): boolean {
  return type === 'application/pdf' || name.toLowerCase().endsWith('.pdf')
}

/** Puts files into the queue. What does not even claim to be a PDF stays out, and that is said. */
export function addFiles(files: readonly File[], matterId: string | null): void {
  const pdfs = files.filter(looksLikePdf)
  const left = files.length - pdfs.length
  if (left > 0) {
    const first = files.find((file) => !looksLikePdf(file))
    toast.failed(
      left === 1 ? `“${first?.name}” is not a PDF` : `${left} files are not PDFs`,
      pdfs.length > 0 ? 'Only the PDFs are uploaded.' : 'LexAI keeps PDFs. Export the document as one.',
    )
  }
  if (pdfs.length > 0) uploadQueue.add(pdfs, matterId)
}
