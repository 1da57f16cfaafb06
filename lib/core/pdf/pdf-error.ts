/** Why a PDF, or one of its pages, cannot be read. */
export type PdfProblem = 'password_required' | 'damaged' | 'no_pages' | 'too_complex'

/** Thrown inside the worker thread; the main thread converts it into the AppError `pdf.<problem>`. */
export class PdfError extends Error {
  readonly problem: PdfProblem

  constructor(problem: PdfProblem, message: string) {
    super(message)
    this.name = 'PdfError'
    this.problem = problem
  }
}
