/**
 * What must never leave the device that made it, marked in the types.
 *
 * A `Secret<T>` is an ordinary value at run time; the mark only keeps a secret from being passed where something
 * public is expected to be written down, and makes every place that handles one easy to find.
 */
declare const secretMark: unique symbol

export type Secret<T> = T & { readonly [secretMark]: true }

/** A secret number below the group's order: a private key, a share, the randomness of an encryption. */
export type SecretScalar = Secret<bigint>

/** Marks a value as secret. Its opposite does not exist: what becomes public is computed from it, never unmarked. */
export function secret<T>(value: T): Secret<T> {
  return value as Secret<T>
}

/** Fills an array of `length` bytes from a cryptographic source. Handed in from outside: the library has none. */
export type RandomBytes = (length: number) => Uint8Array
