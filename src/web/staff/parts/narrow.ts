import { useEffect, useState } from 'preact/hooks'

/** Whether the page is as narrow as on a phone; as in the style sheet. */
export function useNarrow(): boolean {
  const [query] = useState(() => matchMedia('(max-width: 40rem)'))
  const [narrow, setNarrow] = useState(query.matches)
  useEffect(() => {
    const changed = (): void => setNarrow(query.matches)
    query.addEventListener('change', changed)
    return () => query.removeEventListener('change', changed)
  }, [query])
  return narrow
}
