/** 计票报告单: one page of A4, to be signed. */
import type { Cell, Fact, TallySheet as Sheet } from '../../../decide/paper-parts.ts'
import { percent } from '../../shared/figures.ts'
import { OF_THE_HALL } from '../words.ts'

export function TallySheet({ sheet }: { readonly sheet: Sheet }) {
  return (
    <article class="paper tally-sheet" lang={OF_THE_HALL} aria-label="计票报告单">
      <h2>{sheet.title}</h2>
      <Facts facts={sheet.facts} />
      <dl class="paper-counts">
        {sheet.counts.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value ?? '—'}</dd>
          </div>
        ))}
      </dl>
      {sheet.cards.length > 0 && (
        <p class="paper-cards">
          {'选票卡：'}
          {sheet.cards.map(({ name, value }) => `${name}${value}`).join('，')}。
        </p>
      )}
      <table>
        <thead>
          <tr>
            {sheet.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sheet.rows.map((row, i) => (
            <tr key={i}>
              {row.map((cell, column) =>
                column === 1 ? (
                  <th key={column} scope="row">
                    {textOf(cell)}
                  </th>
                ) : (
                  <td key={column} class={typeof cell === 'string' ? '' : 'figure'}>
                    {textOf(cell)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {[...sheet.conclusions, ...sheet.notes].map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <Facts facts={sheet.record} small />
      <div class="signatures">
        {sheet.signatures.map((who, i) => (
          <p key={i}>
            {who}（签名）：
            <span class="signature" />
          </p>
        ))}
      </div>
      <p class="signing-date">年　　　月　　　日</p>
    </article>
  )
}

function Facts({ facts, small = false }: { readonly facts: readonly Fact[]; readonly small?: boolean }) {
  return (
    <dl class={small ? 'paper-facts is-small' : 'paper-facts'}>
      {facts.map(({ name, value, short }) => (
        <div key={name} class={short ? 'is-short' : ''}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function textOf(cell: Cell): string {
  if (cell === null) return '—'
  return typeof cell === 'object' ? percent(cell.part, cell.whole) : String(cell)
}
