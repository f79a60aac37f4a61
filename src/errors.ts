/**
 * The vocabulary of expected failures. A service throws one; the transaction rolls back; the border of the program
 * (HTTP or command line) turns it into a sentence for the person who asked. Knows no HTTP.
 *
 * Anything else that is thrown is a bug: it is logged, and tells its cause to nobody outside.
 */

/** What sort of failure it is: the border decides from this alone how to answer. */
export type ErrorKind =
  /** The request itself is wrong: it will never work like this. */
  | 'invalid'
  /** Nobody is signed in, or the proof of who it is was wrong. */
  | 'unauthenticated'
  /** Signed in, but this is not for that role. */
  | 'forbidden'
  | 'notFound'
  /** Right in itself, but not in the present state. */
  | 'conflict'
  | 'tooLarge'
  | 'tooMany'
  /** Not our fault and not the asker's: try again later. */
  | 'unavailable'

/** Figures that belong to a failure, for the page to show (`{ required: 58, present: 40 }`); never personal data. */
export type ErrorFacts = Readonly<Record<string, string | number | boolean | null>>

/**
 * An expected failure. A subclass fixes `kind`, `code` (`stage.whatIsWrong`, stable, for programs) and `title`, a
 * sentence in Chinese and English that says what to do; `detail` says what this case is about.
 */
export abstract class DomainError extends Error {
  abstract readonly kind: ErrorKind
  abstract readonly code: string
  abstract readonly title: string
  readonly detail: string | undefined
  readonly facts: ErrorFacts

  constructor(detail?: string, facts: ErrorFacts = {}) {
    super()
    this.name = new.target.name
    this.detail = detail
    this.facts = facts
    // Made on demand, because `title` belongs to the subclass and is not set yet.
    Object.defineProperty(this, 'message', {
      configurable: true,
      get: () => (this.detail === undefined ? this.title : `${this.title}: ${this.detail}`),
    })
  }
}

/** One thing that is wrong with an input: `pointer` is a JSON pointer (RFC 6901), '' for the whole. */
export interface InputIssue {
  readonly pointer: string
  readonly message: string
}

/** The input has not the form that was asked for; `issues` names every place. */
export class InvalidInputError extends DomainError {
  readonly kind = 'invalid'
  readonly code = 'input.invalid'
  readonly title = '输入有误，请按提示改正 / The input has mistakes: please correct them'
  readonly issues: readonly InputIssue[]

  constructor(issues: readonly InputIssue[]) {
    super(issues.map((issue) => `${issue.pointer || '/'}: ${issue.message}`).join('; '))
    this.issues = issues
  }
}
