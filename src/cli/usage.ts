/** What a command is given: options of known names, and what is wrong with them in a sentence. */
import { parseArgs } from 'node:util'

/** The command was called wrongly; the message says how. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

export interface Given {
  readonly files: readonly string[]
  /** An option that takes a value. */
  text(name: string): string | undefined
  /** As `text`, but it must be there. */
  needed(name: string): string
  /** An option without a value. */
  is(name: string): boolean
  wholeNumber(name: string, min: number, max: number): number | undefined
}

/** Reads arguments. Throws `UsageError` for options that are not known, and for files where none are taken. */
export function readOptions(
  args: readonly string[],
  known: { readonly text?: readonly string[]; readonly flags?: readonly string[]; readonly files?: boolean },
): Given {
  const { values, positionals } = parse(args, known)
  const text = (name: string): string | undefined => {
    const value = values[name]
    return typeof value === 'string' ? value : undefined
  }
  return {
    files: positionals,
    text,
    needed: (name) => {
      const value = text(name)
      if (value === undefined) throw new UsageError(`请写明 --${name} / --${name} is needed`)
      return value
    },
    is: (name) => values[name] === true,
    wholeNumber: (name, min, max) => {
      const value = text(name)
      if (value === undefined) return undefined
      if (!/^[0-9]+$/.test(value) || Number(value) < min || Number(value) > max) {
        throw new UsageError(
          `--${name} 要是 ${min} 到 ${max} 的整数 / --${name} takes a whole number from ${min} to ${max}`,
        )
      }
      return Number(value)
    },
  }
}

function parse(
  args: readonly string[],
  known: Parameters<typeof readOptions>[1],
): { values: Readonly<Record<string, unknown>>; positionals: readonly string[] } {
  const options = Object.fromEntries([
    ...(known.text ?? []).map((name) => [name, { type: 'string' }] as const),
    ...(known.flags ?? []).map((name) => [name, { type: 'boolean' }] as const),
  ])
  try {
    return parseArgs({ args: [...args], options, allowPositionals: known.files === true })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}
