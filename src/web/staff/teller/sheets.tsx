/** The cards on A4, to be cut: what is on each of them, and where to cut. */
import { Fragment } from 'preact'
import type { BallotConsole } from '../../../ballot/model.ts'
import type { Cards } from '../../../devices/cards.ts'
import type { Code } from '../../../protocol/credential.ts'
import { Qr } from '../../shared/qr.tsx'
import { OF_THE_HALL } from '../words.ts'
import { zh } from '../strings.zh.ts'
import { Paper } from './paper.tsx'

export const CARDS_A_SHEET = ['8', '10'] as const
export type CardsASheet = (typeof CARDS_A_SHEET)[number]

export function sheetsFor(cards: number, perSheet: CardsASheet): number {
  return Math.ceil(cards / Number(perSheet))
}

/** Deputies read the cards: they are in the language of the hall, whatever the page speaks. */
const words = zh.teller.card

/** A4 in millimetres, and the margin that printers leave white. */
const PAGE = { width: 210, height: 297, margin: 10 } as const
const COLUMNS = 2

export function Sheets({
  ballot,
  cards,
  perSheet,
}: {
  readonly ballot: Pick<BallotConsole, 'title' | 'practice'>
  readonly cards: Cards
  readonly perSheet: CardsASheet
}) {
  const size = Number(perSheet)
  const all = cards.codes.map((code, i) => ({ code, number: cards.numbers[i] ?? 0 }))
  const sheets = Array.from({ length: sheetsFor(all.length, perSheet) }, (_, i) =>
    all.slice(i * size, (i + 1) * size),
  )
  const digits = Math.max(3, String(all.length).length)
  return (
    <Paper>
      {sheets.map((sheet, i) => (
        <section key={i} class={`sheet sheet-${perSheet}`} lang={OF_THE_HALL}>
          {sheet.map(({ code, number }) => (
            <Card
              key={code}
              title={ballot.title}
              practice={ballot.practice}
              code={code}
              number={String(number).padStart(digits, '0')}
            />
          ))}
          <CutMarks rows={size / COLUMNS} />
        </section>
      ))}
    </Paper>
  )
}

/** As many fill two lines of the larger type. */
const TITLE_CHARACTERS = 36

function Card({
  title,
  practice,
  code,
  number,
}: {
  readonly title: string
  readonly practice: boolean
  readonly code: Code
  readonly number: string
}) {
  const [first, second, third, fourth] = code.split('-')
  return (
    <article class="vote-card">
      <div class="vote-card-main">
        <h2 class={title.length > TITLE_CHARACTERS ? 'is-long' : ''}>{title}</h2>
        <Qr text={`${location.origin}/vote#${code}`} label={words.qr} />
        <div class="vote-card-code">
          <p class="vote-card-kind">{practice ? words.practice : words.kind}</p>
          <p class="vote-card-digits">
            {first}-{second}
            <br />
            {third}-{fourth}
          </p>
          <p class="vote-card-number">
            {words.number} {number}
          </p>
        </div>
        <p class="vote-card-how">
          <Lines of={practice ? words.howPractice : words.how} />
        </p>
      </div>
      <div class="vote-card-stub">
        <p>{words.stub}</p>
        <p class="vote-card-stub-number">{number}</p>
        <p>
          <Lines of={words.stubText} />
        </p>
      </div>
    </article>
  )
}

/** Broken where a sentence ends, not where a line is full. */
function Lines({ of }: { readonly of: readonly string[] }) {
  return (
    <>
      {of.map((line, i) => (
        <Fragment key={line}>
          {i > 0 && <br />}
          {line}
        </Fragment>
      ))}
    </>
  )
}

const ARM = 2.5

/** A cross at every corner of every card, small enough not to be in the way. */
function CutMarks({ rows }: { readonly rows: number }) {
  const { width, height, margin } = PAGE
  const xs = Array.from({ length: COLUMNS + 1 }, (_, i) => margin + (i * (width - 2 * margin)) / COLUMNS)
  const ys = Array.from({ length: rows + 1 }, (_, i) => margin + (i * (height - 2 * margin)) / rows)
  const path = xs
    .flatMap((x) => ys.map((y) => `M${x - ARM} ${y}h${2 * ARM}M${x} ${y - ARM}v${2 * ARM}`))
    .join('')
  return (
    <svg class="cut-marks" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <path d={path} fill="none" stroke="#000" stroke-width="0.2" />
    </svg>
  )
}
