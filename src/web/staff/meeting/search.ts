/** Finding somebody in a list as one types: by name, delegation or number in the list. Pure. */
interface Listed {
  readonly name: string
  readonly delegation: string | null
}

/** Everybody who fits every word of the search, in the order of the list. A number is the place in the list. */
export function found<D extends Listed>(deputies: readonly D[], search: string): readonly D[] {
  const wanted = search.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean)
  if (wanted.length === 0) return deputies
  return deputies.filter(({ name, delegation }, i) => {
    const text = `${name} ${delegation ?? ''}`.normalize('NFKC').toLowerCase()
    return wanted.every((word) => text.includes(word) || String(i + 1) === word)
  })
}
