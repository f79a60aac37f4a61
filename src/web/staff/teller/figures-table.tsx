/** Figures per option, as they were counted. */
import type { Figures } from '../../../ballot/questions.ts'
import { OF_THE_HALL, useWords } from '../words.ts'

export function FiguresTable({
  options,
  figures,
}: {
  readonly options: readonly string[]
  readonly figures: Figures
}) {
  const words = useWords().teller
  const columns =
    figures.kind === 'choose' ? [words.figure.approvals] : Object.keys(figures.options[0] ?? {}).map(nameOf)
  function nameOf(key: string): string {
    return words.figure[key as keyof typeof words.figure]
  }
  const row = (i: number): readonly number[] =>
    figures.kind === 'choose' ? [figures.approvals[i] ?? 0] : Object.values(figures.options[i] ?? {})
  return (
    <table class="counted">
      <thead>
        <tr>
          <th scope="col">{words.figureOption}</th>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {options.map((option, i) => (
          <tr key={option}>
            <th scope="row" lang={OF_THE_HALL}>
              {option}
            </th>
            {row(i).map((value, j) => (
              <td key={columns[j]}>{value}</td>
            ))}
          </tr>
        ))}
        {figures.kind === 'choose' && (
          <tr>
            <th scope="row">{words.figure.blank}</th>
            <td>{figures.blank}</td>
          </tr>
        )}
      </tbody>
    </table>
  )
}
