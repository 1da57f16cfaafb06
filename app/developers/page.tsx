import type { Metadata } from 'next'
import Link from 'next/link'
import { CodeBlock } from '#components/developers/code-block.tsx'
import { guides } from '#components/developers/guides.ts'
import { developersMessages } from '#components/developers/messages.ts'
import { Reference } from '#components/developers/reference.tsx'
import { Page } from '#components/layout/page.tsx'
import { Wordmark } from '#components/layout/wordmark.tsx'
import { FilledText } from '#components/ui/filled-text.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { findPrincipal } from '#lib/core/auth/current-principal.ts'
import { env } from '#lib/core/env.ts'

const { reference: referenceMessages, ...messages } = developersMessages

export const metadata: Metadata = { title: messages.title }

/** The documentation of the API, with a console. It is public; operations that require signing in can be tried after it. */
export default async function DevelopersPage() {
  const principal = await findPrincipal()
  const chapters = guides(env.publicOrigin)
  return (
    <main id="main" tabIndex={-1} className="outline-none">
      <Page>
        <div className="flex items-center justify-between pt-6">
          <Wordmark isFlush href="/" />
          {principal ? (
            <span className="text-ink-3 text-small">{principal.email}</span>
          ) : (
            <Link href="/sign-in?returnTo=/developers" className="text-accent text-small underline underline-offset-2">
              {messages.signIn}
            </Link>
          )}
        </div>
        <PageHeader title={messages.title} below={messages.about} />
        <div className="grid gap-x-12 lg:grid-cols-[11rem_minmax(0,1fr)]">
          <nav aria-label={messages.onThisPage} className="top-6 hidden self-start lg:sticky lg:block">
            <ul className="flex flex-col gap-1 text-small">
              {[...chapters, { id: 'reference', title: referenceMessages.title }].map(({ id, title }) => (
                <li key={id}>
                  <a href={`#${id}`} className="block py-1 text-ink-2 hover:text-ink">
                    {title}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          <div className="flex min-w-0 flex-col gap-12">
            {chapters.map(({ id, title, text, samples }) => (
              <section key={id} id={id} className="flex scroll-mt-6 flex-col gap-3">
                <h2 className="font-semibold font-serif text-title">{title}</h2>
                <p className="max-w-[68ch] text-ink-2">{text}</p>
                {samples.map(({ label, code }) => (
                  <CodeBlock key={label} label={label} code={code} />
                ))}
                {id === 'errors' && (
                  <Link href="/problems" className="text-accent text-small underline underline-offset-2">
                    {messages.errorCodes}
                  </Link>
                )}
              </section>
            ))}
            <section id="reference" className="scroll-mt-6">
              <h2 className="font-semibold font-serif text-title">{referenceMessages.title}</h2>
              <p className="mt-1 mb-4 max-w-[68ch] text-ink-2">
                <FilledText
                  text={referenceMessages.about}
                  values={{
                    openapi: (
                      <a href="/api/v1/openapi.json" className="text-accent underline underline-offset-2">
                        {referenceMessages.openapi}
                      </a>
                    ),
                  }}
                />
              </p>
              <Reference origin={env.publicOrigin} isSignedIn={principal !== null} />
            </section>
          </div>
        </div>
      </Page>
    </main>
  )
}
