/**
 * 等次: what a satisfaction ballot says of a project (domain §5). Pure; knows numbers only. The base and what exactly half
 * means are matters of the rule, because published rules contradict themselves there.
 */
import { z } from 'zod'

export const GradeRule = z.strictObject({
  /** Half of whom: 全体代表 or those present. */
  base: z.enum(['all', 'present']),
  /** Whether exactly half is enough. */
  half: z.enum(['counts', 'fails']),
})
export type GradeRule = z.infer<typeof GradeRule>

export const GRADES = ['satisfied', 'basically-satisfied', 'not-satisfied'] as const
export type Grade = (typeof GRADES)[number]

/** How many deputies gave which mark. */
export interface Marks {
  readonly satisfied: number
  readonly basicallySatisfied: number
  readonly notSatisfied: number
  readonly blank: number
}

/** 满意 from half of the base on; else 基本满意 from half on, with the satisfied; else 不满意. `base` is a number of heads. */
export function gradeOf(
  { satisfied, basicallySatisfied }: Pick<Marks, 'satisfied' | 'basicallySatisfied'>,
  base: number,
  half: GradeRule['half'],
): Grade {
  const reaches = (marks: number): boolean => (half === 'counts' ? marks * 2 >= base : marks * 2 > base)
  if (reaches(satisfied)) return 'satisfied'
  return reaches(satisfied + basicallySatisfied) ? 'basically-satisfied' : 'not-satisfied'
}

/** The fewest marks that reach: what an announcement tells beside the grades. */
export function marksNeeded(base: number, half: GradeRule['half']): number {
  return half === 'counts' ? Math.ceil(base / 2) : Math.floor(base / 2) + 1
}
