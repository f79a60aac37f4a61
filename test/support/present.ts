/** The value, or an error that says what is missing: in a test, a gap is a mistake of the test itself. */
export function present<T>(value: T | undefined | null, what = 'a value'): T {
  if (value === undefined || value === null) throw new Error(`${what} is missing`)
  return value
}
