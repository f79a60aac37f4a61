import { useRef } from 'preact/hooks'
import { wanYuan } from '../shared/figures.ts'
import type { Dossier } from './service.ts'
import { OF_THE_HALL, useWords } from './words.ts'

/** One tap to what is known of a project, one tap back; the marks stay where they are. */
export function DossierButton({ of }: { readonly of: Dossier | undefined }) {
  const words = useWords()
  const dialog = useRef<HTMLDialogElement>(null)
  if (of === undefined) return null
  const rows = [
    [words.dossier.content, of.content],
    [words.dossier.place, of.place],
    [words.dossier.unit, of.responsibleUnit],
    [words.dossier.category, of.category],
    [words.dossier.funding, of.funding],
  ] as const
  return (
    <>
      <button
        type="button"
        class="slight"
        aria-label={words.dossierOf(of.name)}
        aria-haspopup="dialog"
        onClick={() => dialog.current?.showModal()}
      >
        {words.dossierShow}
      </button>
      <dialog ref={dialog} class="dossier" aria-label={words.dossierOf(of.name)}>
        <h2 lang={OF_THE_HALL}>{of.name}</h2>
        <dl>
          <dt>{words.dossier.budget}</dt>
          <dd>{words.wanYuan(wanYuan(of.budgetFen))}</dd>
          <dt>{words.dossier.dates}</dt>
          <dd>{words.dates(of.startBy, of.finishBy)}</dd>
          {rows.map(
            ([name, text]) =>
              text !== undefined && (
                <>
                  <dt>{name}</dt>
                  <dd lang={OF_THE_HALL}>{text}</dd>
                </>
              ),
          )}
        </dl>
        <button type="button" onClick={() => dialog.current?.close()}>
          {words.dossierClose}
        </button>
      </dialog>
    </>
  )
}
