/** The fields of a dossier, as they are typed; what is not filled in is not there. */
import { useState } from 'preact/hooks'
import type { JSX } from 'preact'
import type { Attachment, DraftDossier } from '../../../order/proposal-model.ts'
import { wanYuan } from '../../shared/figures.ts'
import { Area, Field } from '../parts/field.tsx'
import { OF_THE_HALL } from '../words.ts'
import { Attachments } from './attachments.tsx'
import { fenOfWanYuan } from './money.ts'
import { useMeetingWords } from './words.ts'

const TEXTS = ['name', 'category', 'place', 'responsibleUnit', 'funding'] as const

/** Of these, a proposal has the first two from its first day; a candidate has all but the source of funds. */
type Complete = 'candidate' | 'proposal'

/** Where a dossier is written: files are sent for that proposal, or for the year. */
interface DossierPlace {
  readonly cycleId: string
  readonly proposalId?: string | undefined
}

/** What stands in the fields, also where it cannot be read (yet). */
export interface TypedDossier {
  readonly texts: Readonly<Record<(typeof TEXTS)[number], string>>
  readonly content: string
  /** In 万元, as it was typed. */
  readonly budget: string
  readonly startBy: string
  readonly finishBy: string
  readonly attachments: readonly Attachment[]
}

function typedOf(dossier: Partial<DraftDossier>): TypedDossier {
  return {
    texts: {
      name: dossier.name ?? '',
      category: dossier.category ?? '',
      place: dossier.place ?? '',
      responsibleUnit: dossier.responsibleUnit ?? '',
      funding: dossier.funding ?? '',
    },
    content: dossier.content ?? '',
    budget: dossier.budgetFen === undefined ? '' : wanYuan(dossier.budgetFen),
    startBy: dossier.startBy ?? '',
    finishBy: dossier.finishBy ?? '',
    attachments: dossier.attachments ?? [],
  }
}

/** Whether saving it would change nothing. */
export function isAsServed(typed: TypedDossier, served: DraftDossier): boolean {
  const plain = ({ texts, content, budget, startBy, finishBy, attachments }: TypedDossier): string =>
    JSON.stringify([
      ...[...TEXTS.map((field) => texts[field]), content, startBy, finishBy].map((text) => text.trim()),
      fenOfWanYuan(budget) ?? budget.trim(),
      attachments.map(({ sha256, title }) => [sha256, title.trim()]),
    ])
  return plain(typed) === plain(typedOf(served))
}

/**
 * The fields and what they hold; undefined while it cannot be saved, and why not. `issue` says what the service found
 * wrong, by the field's name.
 */
export function useDossier(
  initial: Partial<DraftDossier> | TypedDossier,
  complete: Complete,
  { cycleId, proposalId }: DossierPlace,
): readonly [
  fields: (issue: (field: string) => string | undefined) => JSX.Element,
  dossier: DraftDossier | undefined,
  missing: readonly string[],
  typed: TypedDossier,
  /** Whether a file is on its way: it does not stand in the fields yet. */
  sending: boolean,
] {
  const w = useMeetingWords()
  const [begun] = useState(() => ('texts' in initial ? initial : typedOf(initial)))
  const [texts, setTexts] = useState(begun.texts)
  const [content, setContent] = useState(begun.content)
  const [budget, setBudget] = useState(begun.budget)
  const [startBy, setStartBy] = useState(begun.startBy)
  const [finishBy, setFinishBy] = useState(begun.finishBy)
  const [attachments, setAttachments] = useState(begun.attachments)
  const [sending, setSending] = useState(false)
  const budgetFen = fenOfWanYuan(budget)
  const whole = complete === 'candidate'
  const given = Object.fromEntries(
    Object.entries({ ...texts, content, startBy, finishBy }).filter(([, value]) => value.trim() !== ''),
  )
  const isAmount = budgetFen !== undefined || (!whole && budget.trim() === '')
  const dossier: DraftDossier = {
    ...given,
    name: texts.name,
    category: texts.category,
    ...(budgetFen === undefined ? {} : { budgetFen }),
    ...(attachments.length === 0 ? {} : { attachments: [...attachments] }),
  }
  const fields = (issue: (field: string) => string | undefined): JSX.Element => (
    <>
      {TEXTS.map((field) => (
        <Field
          key={field}
          label={w.list.fields[field]}
          lang={OF_THE_HALL}
          required={whole ? field !== 'funding' : field === 'name' || field === 'category'}
          value={texts[field]}
          onValue={(value) => setTexts((before) => ({ ...before, [field]: value }))}
          wrong={issue(field)}
        />
      ))}
      <Area
        label={w.list.fields.content}
        lang={OF_THE_HALL}
        value={content}
        onValue={setContent}
        wrong={issue('content')}
        required={whole}
      />
      <Field
        label={w.list.fields.budget}
        hint={w.list.budgetHint}
        inputMode="decimal"
        required={whole}
        value={budget}
        onValue={setBudget}
        wrong={budget !== '' && budgetFen === undefined ? w.list.budgetWrong : issue('budgetFen')}
      />
      <Field
        label={w.list.fields.startBy}
        type="date"
        value={startBy}
        onValue={setStartBy}
        wrong={issue('startBy')}
      />
      <Field
        label={w.list.fields.finishBy}
        type="date"
        required={whole}
        value={finishBy}
        onValue={setFinishBy}
        wrong={issue('finishBy')}
      />
      <Attachments
        at={attachmentsAt({ cycleId, proposalId })}
        attachments={attachments}
        onChange={setAttachments}
        onSending={setSending}
        issue={issue}
      />
    </>
  )
  const missing = [...(isAmount ? [] : [w.list.budgetWrong]), ...(sending ? [w.attachments.wait] : [])]
  const typed = { texts, content, budget, startBy, finishBy, attachments }
  return [fields, missing.length === 0 ? dossier : undefined, missing, typed, sending]
}

/** The address of a dossier's attachments, without the digest that it ends with. */
export function attachmentsAt({ cycleId, proposalId }: DossierPlace): string {
  const year = `/api/order/cycles/${cycleId}`
  return proposalId === undefined ? `${year}/attachments` : `${year}/proposals/${proposalId}/attachments`
}
