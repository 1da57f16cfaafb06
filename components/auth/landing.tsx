import Link from 'next/link'
import { buttonClass } from '#components/ui/button-class.ts'

/** What LexAI is, for who does not know it yet: said once, and shown once. */
export function Landing({ mayRegister }: { mayRegister: boolean }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="mx-auto flex w-full max-w-6xl items-center justify-between px-4 py-5 sm:px-8">
        <span className="font-semibold font-serif text-[1.25rem] tracking-tight">LexAI</span>
        <Link href="/sign-in" className={buttonClass('secondary')}>
          Sign in
        </Link>
      </header>
      <main
        id="main"
        className="mx-auto grid w-full max-w-6xl flex-1 items-center gap-12 px-4 pb-16 sm:px-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.1fr)] lg:gap-20"
      >
        <div>
          <h1 className="font-semibold text-display tracking-[-0.02em] max-sm:text-[2rem] max-sm:leading-9">
            Find the clause. See the very words on the page.
          </h1>
          <p className="mt-5 max-w-[46ch] text-ink-2 text-lead">
            Keep your contracts in one quiet place, search through all of them at once, and land on the passage, marked
            where it stands.
          </p>
          <div className="mt-8 flex flex-wrap gap-3">
            <Link href="/sign-in" className={buttonClass('primary', 'large')}>
              Sign in
            </Link>
            {mayRegister && (
              <Link href="/sign-up" className={buttonClass('secondary', 'large')}>
                Make an account
              </Link>
            )}
          </div>
        </div>
        <Specimen />
      </main>
      <footer className="mx-auto w-full max-w-6xl px-4 py-6 text-ink-3 text-small sm:px-8">
        Runs on your own machine. Nothing leaves it.
        <Link href="/developers" className="ml-4 underline-offset-4 hover:underline">
          For developers
        </Link>
      </footer>
    </div>
  )
}

/** A page with its passage marked: what the product is about, made of text. */
function Specimen() {
  return (
    <figure className="relative mx-auto w-full max-w-xl">
      <div className="rounded-md border bg-sheet px-8 py-9 font-serif text-[0.9375rem] text-ink-2 leading-7 shadow-float sm:px-12 sm:py-12">
        <p className="mb-4 font-semibold text-ink">8. Term and Termination</p>
        <p>
          8.1 This Agreement begins on the Effective Date and continues for an initial term of three (3) years, unless
          it is ended earlier under this Section.
        </p>
        <p className="mt-4">
          8.2{' '}
          <mark className="box-decoration-clone px-0.5 py-0.5">
            Either party may end this Agreement by giving the other not less than ninety (90) days’ written notice
          </mark>{' '}
          before the end of the initial term or of any renewal term.
        </p>
        <p className="mt-4 max-sm:hidden">
          8.3 On expiry each party returns or destroys the other’s Confidential Information within thirty (30) days.
        </p>
      </div>
      <figcaption className="relative -mt-6 mx-auto w-[calc(100%-2rem)] rounded-md bg-sheet px-4 py-3 text-small shadow-float sm:mx-0 sm:-ml-6 sm:w-80">
        <span className="text-ink-3">Searched: written notice “ninety days”</span>
        <span className="mt-0.5 block font-medium text-ink">
          Supply Agreement <span className="text-accent">page 6, Term and Termination</span>
        </span>
      </figcaption>
    </figure>
  )
}
