/**
 * What a check of one message found: a code from the vocabulary in `findings.ts`, and the place inside the message.
 * Checks return lists of these and never throw for bad data.
 */
import type { FindingCode } from './findings.ts'
import type { Malformed } from './shape.ts'

export interface Problem {
  readonly code: FindingCode
  /** JSON pointer (RFC 6901) into the message; '' for the whole. */
  readonly path: string
  /** What was expected or found, where the code alone does not tell; plain text, no secrets. */
  readonly detail?: string
}

export function problem(code: FindingCode, path: string, detail?: string): Problem {
  return detail === undefined ? { code, path } : { code, path, detail }
}

export function malformed(found: Malformed): Problem {
  return problem('form', found.path, found.expected)
}

/** The same problems, seen from the message that contains the one they were found in. */
export function within(path: string, problems: readonly Problem[]): Problem[] {
  return problems.map((found) => ({ ...found, path: path + found.path }))
}
