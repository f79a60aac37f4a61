/** Asks before a page is left that holds what exists nowhere else: a secret not yet on paper, codes not yet printed. */
import { useEffect } from 'preact/hooks'

export function useLeaveGuard(holding: boolean, sentence: string): void {
  useEffect(() => {
    if (!holding) return
    const closing = (event: BeforeUnloadEvent): void => event.preventDefault()
    // A link to another view of this page; where it comes with modifier keys, it opens elsewhere and loses nothing.
    const clicked = (event: MouseEvent): void => {
      const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null
      if (link === null || event.ctrlKey || event.metaKey || event.shiftKey) return
      if (!confirm(sentence)) event.preventDefault()
    }
    addEventListener('beforeunload', closing)
    document.addEventListener('click', clicked, true)
    return () => {
      removeEventListener('beforeunload', closing)
      document.removeEventListener('click', clicked, true)
    }
  }, [holding, sentence])
}
