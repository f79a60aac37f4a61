import { useEffect, useState } from 'preact/hooks'
import { api, onReached } from './api.ts'
import { useWords } from './words.ts'

const TRY_AGAIN_MS = 3000

/** Says when the service cannot be reached, and asks until it can. What is typed stays where it is. */
export function Connection() {
  const words = useWords()
  const [reached, setReached] = useState(true)
  useEffect(() => onReached(setReached), [])
  useEffect(() => {
    if (reached) return
    const timer = setInterval(() => void api.people.setup.$get().catch(() => undefined), TRY_AGAIN_MS)
    return () => clearInterval(timer)
  }, [reached])
  return (
    <div role="status" class={reached ? 'connection' : 'connection is-lost'}>
      {!reached && <p>{words.connectionLost}</p>}
    </div>
  )
}
