/** One of the grids, as a tree. */
import type { Grid } from '../../../intake/model.ts'
import { Choice } from '../parts/field.tsx'
import { inTreeOrder } from './tree.ts'

export function GridChoice({
  label,
  none,
  grids,
  value,
  onValue,
}: {
  readonly label: string
  /** What no choice means. */
  readonly none: string
  readonly grids: readonly Grid[]
  readonly value: string
  readonly onValue: (id: string) => void
}) {
  const options = inTreeOrder(grids).map(({ id, level, name }) => ({
    value: id,
    text: `${'　'.repeat(level - 1)}${name}`,
  }))
  return (
    <Choice label={label} value={value} onValue={onValue} options={[{ value: '', text: none }, ...options]} />
  )
}
