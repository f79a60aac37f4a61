import { useEffect, useRef, useState } from 'preact/hooks'
import { useWords } from './words.ts'

/** A draft that is left alone for so long may have been left by its voter. */
export const ASKED_AFTER_MS = 3 * 60_000
export const GONE_AFTER_SECONDS = 30

const SIGNS_OF_LIFE = ['pointerdown', 'keydown', 'input', 'scroll', 'touchmove'] as const

/** Asks whether somebody is still there, and says when nobody answers. Any sign of life puts the question off. */
export function StillThere({ onGone }: { readonly onGone: () => void }) {
  const words = useWords()
  const [asked, setAsked] = useState(false)
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (asked) return undefined
    const ask = (): void => setAsked(true)
    let timer = setTimeout(ask, ASKED_AFTER_MS)
    const again = (): void => {
      clearTimeout(timer)
      timer = setTimeout(ask, ASKED_AFTER_MS)
    }
    for (const sign of SIGNS_OF_LIFE) addEventListener(sign, again, { capture: true, passive: true })
    return () => {
      clearTimeout(timer)
      for (const sign of SIGNS_OF_LIFE) removeEventListener(sign, again, { capture: true })
    }
  }, [asked])
  useEffect(() => {
    if (asked) dialog.current?.showModal()
  }, [asked])
  if (!asked) return null
  return (
    <dialog
      ref={dialog}
      role="alertdialog"
      aria-labelledby="still-there"
      aria-describedby="still-there-why"
      onClose={() => setAsked(false)}
    >
      <h2 id="still-there">{words.stillThere}</h2>
      <p id="still-there-why">{words.stillThereWhy(GONE_AFTER_SECONDS)}</p>
      <Countdown onGone={onGone} />
      <button type="button" class="main" onClick={() => dialog.current?.close()}>
        {words.stillThereYes}
      </button>
    </dialog>
  )
}

function Countdown({ onGone }: { readonly onGone: () => void }) {
  const words = useWords()
  const [left, setLeft] = useState(GONE_AFTER_SECONDS)
  useEffect(() => {
    if (left <= 0) {
      onGone()
      return undefined
    }
    const timer = setTimeout(() => setLeft(left - 1), 1000)
    return () => clearTimeout(timer)
  }, [left])
  return (
    <p role="timer" class="count-down">
      {words.secondsLeft(left)}
    </p>
  )
}
