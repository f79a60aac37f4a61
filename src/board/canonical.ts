/** The one text of a value, so that whoever writes it again gets the same digest. */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/**
 * Compact JSON with the keys of every object sorted by UTF-16 units (as RFC 8785 does) and whole numbers only. Throws
 * `TypeError` for what has no such text: a fraction, NaN, undefined, a bigint, an object with a prototype of its own.
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number') {
    // A fraction is written differently by different languages; -0 is not written as it is read.
    if (!Number.isSafeInteger(value) || Object.is(value, -0)) {
      throw new TypeError(`Only whole numbers below 2^53 have one text, ${value} has not`)
    }
    return String(value)
  }
  if (isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) {
    throw new TypeError(`Not plain JSON: ${typeof value}`)
  }
  const fields = Object.keys(value)
    .toSorted(byUtf16)
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] as Json)}`)
  return `{${fields.join(',')}}`
}

function byUtf16(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** `Array.isArray` does not narrow readonly arrays. */
function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}
