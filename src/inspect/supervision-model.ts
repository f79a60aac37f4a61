/** 监督小组: what comes in, what goes out. */
import { z } from 'zod'
import { Id } from '../http/fields.ts'

export const MEMBERS_MAX = 60

/** Everybody of the group, the lead with or without being named again. Nobody at all: the group is dissolved. */
export const NewGroup = z
  .strictObject({ leadId: Id.nullable(), memberIds: z.array(Id).max(MEMBERS_MAX) })
  .refine(({ leadId, memberIds }) => leadId !== null || memberIds.length === 0, {
    path: ['leadId'],
    message: '请指定组长 / please say who leads the group',
  })
export type NewGroup = z.infer<typeof NewGroup>

export const ProjectParam = z.strictObject({ id: Id, projectId: Id })

/** A deputy as everybody may see one: the name is public. */
export interface NamedDeputy {
  readonly id: string
  readonly name: string
}

export interface Group {
  readonly projectId: string
  readonly project: string
  /** Who is responsible now. */
  readonly unit: string
  /** The lead first, then by the list of deputies. `active` is false for who is no deputy any more. */
  readonly members: readonly (NamedDeputy & { readonly lead: boolean; readonly active: boolean })[]
}
