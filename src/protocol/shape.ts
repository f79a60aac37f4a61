/**
 * Reading the protocol's JSON strictly (specification §4.1, §4.2): exactly the fields, in exactly their order, in
 * compact form, so that reading and writing again gives the same bytes.
 *
 * Knows JSON and the two basic kinds of numbers; knows nothing of what the messages mean. Bad data is never thrown at
 * a caller: `read` answers with the place and what was expected there.
 */
import { compactJson } from './text.ts'

/** What was wrong with a text, and where: `path` is a JSON pointer (RFC 6901), '' for the whole. */
export interface Malformed {
  readonly path: string
  readonly expected: string
}

export type Read<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly malformed: Malformed }

/** Checks one value and returns it typed; throws `ShapeError`, which never leaves this file. */
export type Shape<T> = (value: unknown, path: string) => T

export type Shaped<S> = S extends Shape<infer T> ? T : never

class ShapeError extends Error {
  readonly malformed: Malformed
  constructor(path: string, expected: string) {
    super(expected)
    this.malformed = { path, expected }
  }
}

/** Parses a text and checks that it is the one compact text of a value of this shape. */
export function read<T>(shape: Shape<T>, text: string): Read<T> {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return { ok: false, malformed: { path: '', expected: 'JSON' } }
  }
  try {
    const value = shape(parsed, '')
    // Spaces, repeated fields, 1.0 for 1, needless escapes: all are other bytes for the same value, and refused.
    if (compactJson(parsed) !== text) throw new ShapeError('', 'compact JSON, byte for byte')
    return { ok: true, value }
  } catch (error) {
    if (error instanceof ShapeError) return { ok: false, malformed: error.malformed }
    throw error
  }
}

export const text: Shape<string> = (value, path) => {
  if (typeof value !== 'string') throw new ShapeError(path, 'a string')
  return value
}

/** A string of a known form. */
/* @__NO_SIDE_EFFECTS__ */
export function textLike(pattern: RegExp, expected: string): Shape<string> {
  return (value, path) => {
    if (typeof value !== 'string' || !pattern.test(value)) throw new ShapeError(path, expected)
    return value
  }
}

/** Type I: a small non-negative integer written as a JSON number. */
export const smallInteger: Shape<number> = (value, path) => {
  if (!Number.isSafeInteger(value) || Object.is(value, -0) || (value as number) < 0) {
    throw new ShapeError(path, 'an integer that is not negative')
  }
  return value as number
}

export const boolean: Shape<boolean> = (value, path) => {
  if (typeof value !== 'boolean') throw new ShapeError(path, 'true or false')
  return value
}

/** Type H: a SHA-256 in lower-case hex. */
export const hash = textLike(/^[0-9a-f]{64}$/, 'a SHA-256 in 64 lower-case hex digits')

/** The form of a group element's text; whether it is one, the group says. */
export const elementText = textLike(/^[0-9a-f]{64}$/, 'a group element in 64 lower-case hex digits')

/** The form of a big integer (§4.2): decimal digits without leading zeros; whether it is below q, the reader says. */
export const numberText = textLike(/^(?:0|[1-9][0-9]*)$/, 'a decimal number without leading zeros')

/* @__NO_SIDE_EFFECTS__ */
export function literal<const T extends string | number | boolean>(wanted: T): Shape<T> {
  return (value, path) => {
    if (value !== wanted) throw new ShapeError(path, compactJson(wanted))
    return wanted
  }
}

/* @__NO_SIDE_EFFECTS__ */
export function oneOf<const T extends string>(...wanted: readonly T[]): Shape<T> {
  return (value, path) => {
    if (!wanted.includes(value as T)) throw new ShapeError(path, `one of ${wanted.join(', ')}`)
    return value as T
  }
}

/* @__NO_SIDE_EFFECTS__ */
export function array<T>(item: Shape<T>): Shape<T[]> {
  return (value, path) => {
    if (!Array.isArray(value)) throw new ShapeError(path, 'a list')
    return value.map((entry, i) => item(entry, `${path}/${i}`))
  }
}

/** A list of two whose first entry names the kind, as in `["Single", …]` (§4.7). */
/* @__NO_SIDE_EFFECTS__ */
export function tagged<const Tag extends string, T>(tag: Tag, item: Shape<T>): Shape<readonly [Tag, T]> {
  return (value, path) => {
    if (!Array.isArray(value) || value.length !== 2 || value[0] !== tag) {
      throw new ShapeError(path, `["${tag}", …]`)
    }
    return [tag, item(value[1], `${path}/1`)]
  }
}

/** The first shape that fits; the last one's complaint if none does. */
/* @__NO_SIDE_EFFECTS__ */
export function either<A, B>(first: Shape<A>, second: Shape<B>): Shape<A | B> {
  return (value, path) => {
    try {
      return first(value, path)
    } catch (error) {
      if (!(error instanceof ShapeError)) throw error
      return second(value, path)
    }
  }
}

const optionalMark = Symbol('optional')
type Optional<T> = Shape<T> & { readonly [optionalMark]: true }

/** A field that may be absent (marked `?` in the specification). */
/* @__NO_SIDE_EFFECTS__ */
export function optional<T>(shape: Shape<T>): Optional<T> {
  return Object.assign((value: unknown, path: string) => shape(value, path), {
    [optionalMark]: true as const,
  })
}

type Fields = Record<string, Shape<unknown>>
type OptionalKeys<F extends Fields> = { [K in keyof F]: F[K] extends Optional<unknown> ? K : never }[keyof F]
type ObjectOf<F extends Fields> = {
  readonly [K in Exclude<keyof F, OptionalKeys<F>>]: Shaped<F[K]>
} & { readonly [K in OptionalKeys<F>]?: Shaped<F[K]> }

/** An object with exactly these fields in exactly this order. */
/* @__NO_SIDE_EFFECTS__ */
export function object<F extends Fields>(fields: F): Shape<ObjectOf<F>> {
  const names = Object.keys(fields)
  return (value, path) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new ShapeError(path, 'an object')
    const given = Object.keys(value)
    let next = 0
    for (const name of names) {
      const shape = fields[name] as Shape<unknown>
      if (given[next] === name) {
        shape((value as Record<string, unknown>)[name], `${path}/${name}`)
        next++
      } else if (!(optionalMark in shape)) {
        throw new ShapeError(`${path}/${name}`, `the field "${name}" here`)
      }
    }
    if (next < given.length) throw new ShapeError(`${path}/${given[next]}`, 'no further field')
    return value as ObjectOf<F>
  }
}
