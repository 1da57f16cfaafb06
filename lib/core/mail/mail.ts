import { z } from 'zod'

/** A mail to send, as plain text, without remote content or hidden links. The module that sends it provides the texts. */
export const mailSchema = z.object({
  to: z.string(),
  /** The recipient's name for the greeting and the To field; null if unknown. */
  name: z.string().nullable(),
  subject: z.string(),
  /** Each paragraph is text or a single link. */
  paragraphs: z.array(z.string()),
})
export type Mail = z.output<typeof mailSchema>

/** The body of a mail: greeting, paragraphs, signature. */
export function formatMailText({ name, paragraphs }: Pick<Mail, 'name' | 'paragraphs'>): string {
  const greeting = name === null ? 'Hello,' : `Hello ${name},`
  return `${[greeting, ...paragraphs, 'LexAI'].map(wrapLines).join('\n\n')}\n`
}

/** Wraps lines at 72 characters, so that no transfer encoding breaks them again. A link, which has no spaces, stays on one line. */
function wrapLines(paragraph: string): string {
  return paragraph.replace(/(?![^\n]{1,72}$)([^\n]{1,72})\s/g, '$1\n')
}
