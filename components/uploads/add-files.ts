import { toast } from '#components/ui/toast.tsx'
import { uploadMessages } from './messages.ts'
import { uploadQueue } from './upload-queue.ts'

const messages = uploadMessages.rejected

function looksLikePdf({ name, type }: File): boolean {
  return type === 'application/pdf' || name.toLowerCase().endsWith('.pdf')
}

/** Adds files to the upload queue, except those that by name and media type are no PDFs: a toast reports them. */
export function addFiles(files: readonly File[], matterId: string | null): void {
  const pdfs = files.filter(looksLikePdf)
  const [rejected, ...more] = files.filter((file) => !looksLikePdf(file))
  if (rejected) {
    toast.failed(
      more.length === 0 ? messages.file(rejected.name) : messages.files(more.length + 1),
      pdfs.length > 0 ? messages.othersUploaded : messages.noneUploaded,
    )
  }
  if (pdfs.length > 0) uploadQueue.add(pdfs, matterId)
}
