import Link from 'next/link'
import { buttonClass } from '#components/ui/button-class.ts'
import { FilledText } from '#components/ui/filled-text.tsx'
import { authMessages } from './messages.ts'

const { landing: messages, example } = authMessages

/** The page for visitors who are not signed in: what LexAI does, with an example. */
export function LandingPage({ canSignUp }: { canSignUp: boolean }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="mx-auto flex w-full max-w-6xl items-center justify-between px-4 py-5 sm:px-8">
        <span className="font-semibold font-serif text-[1.25rem] tracking-tight">{messages.productName}</span>
        <Link href="/sign-in" className={buttonClass('secondary')}>
          {messages.signIn}
        </Link>
      </header>
      <main
        id="main"
        className="mx-auto grid w-full max-w-6xl flex-1 items-center gap-12 px-4 pb-16 sm:px-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.1fr)] lg:gap-20"
      >
        <div>
          <h1 className="font-semibold text-display tracking-[-0.02em] max-sm:text-[2rem] max-sm:leading-9">
            {messages.title}
          </h1>
          <p className="mt-5 max-w-[46ch] text-ink-2 text-lead">{messages.about}</p>
          <div className="mt-8 flex flex-wrap gap-3">
            <Link href="/sign-in" className={buttonClass('primary', 'large')}>
              {messages.signIn}
            </Link>
            {canSignUp && (
              <Link href="/sign-up" className={buttonClass('secondary', 'large')}>
                {messages.createAccount}
              </Link>
            )}
          </div>
        </div>
        <ExamplePage />
      </main>
      <footer className="mx-auto w-full max-w-6xl px-4 py-6 text-ink-3 text-small sm:px-8">
        {messages.footer}
        <Link href="/developers" className="ml-4 underline-offset-4 hover:underline">
          {messages.developers}
        </Link>
      </footer>
    </div>
  )
}

/** An example of a result: a page of a contract with a marked passage. */
function ExamplePage() {
  return (
    <figure className="relative mx-auto w-full max-w-xl">
      <div className="rounded-md border bg-sheet px-8 py-9 font-serif text-[0.9375rem] text-ink-2 leading-7 shadow-float sm:px-12 sm:py-12">
        <p className="mb-4 font-semibold text-ink">{example.heading}</p>
        <p>{example.before}</p>
        <p className="mt-4">
          <FilledText
            text={example.clause}
            values={{ passage: <mark className="box-decoration-clone px-0.5 py-0.5">{example.passage}</mark> }}
          />
        </p>
        <p className="mt-4 max-sm:hidden">{example.after}</p>
      </div>
      <figcaption className="relative -mt-6 mx-auto w-[calc(100%-2rem)] rounded-md bg-sheet px-4 py-3 text-small shadow-float sm:mx-0 sm:-ml-6 sm:w-80">
        <span className="text-ink-3">{example.query}</span>
        <span className="mt-0.5 block font-medium text-ink">
          <FilledText
            text={example.result}
            values={{ location: <span className="text-accent">{example.location}</span> }}
          />
        </span>
      </figcaption>
    </figure>
  )
}
