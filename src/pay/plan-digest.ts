/** By what a plan is frozen. */
import { canonicalJson, type Json } from '../board/handover.ts'
import { sha256Hex } from '../protocol/index.ts'
import type { Plan } from './model.ts'

/** SHA-256 of the plan's canonical text, in hex. */
export function digestOfPlan(plan: Plan): string {
  return sha256Hex(canonicalJson(plan as unknown as Json))
}
