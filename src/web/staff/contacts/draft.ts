/** A contact while it is filled in: every field as it is typed. Pure but for new ids and codes. */
import type { Channel, NewContact, NewDemand } from '../../../intake/model.ts'
import { newFollowUpCode } from '../../../intake/follow-up-code.ts'

export interface DemandDraft {
  readonly id: string
  /** Without dashes. */
  readonly followUpCode: string
  readonly category: string
  readonly text: string
  readonly place: string
  /** Where it is about somewhere else than the contact. */
  readonly gridId: string
  readonly name: string
  readonly phone: string
  readonly address: string
}

export interface Draft {
  readonly id: string
  readonly channel: Channel
  readonly heldOn: string
  readonly stationId: string
  readonly gridId: string
  readonly deputyIds: readonly string[]
  readonly residents: string
  readonly note: string
  readonly demands: readonly DemandDraft[]
}

const HOURS_AHEAD_OF_UTC = 8

export function today(): string {
  return dayOf(Date.now())
}

/** The calendar day in China, which has one time the whole year. */
export function dayOf(timeMs: number): string {
  return new Date(timeMs + HOURS_AHEAD_OF_UTC * 3_600_000).toISOString().slice(0, 10)
}

export function newDraft(
  deputyId: string | undefined,
  where: Pick<Draft, 'channel' | 'stationId' | 'gridId'>,
): Draft {
  return {
    id: crypto.randomUUID(),
    heldOn: today(),
    ...where,
    deputyIds: deputyId === undefined ? [] : [deputyId],
    residents: '',
    note: '',
    demands: [],
  }
}

export function newDemand(): DemandDraft {
  return {
    id: crypto.randomUUID(),
    followUpCode: newCode(),
    category: '',
    text: '',
    place: '',
    gridId: '',
    name: '',
    phone: '',
    address: '',
  }
}

function newCode(): string {
  return newFollowUpCode((length) => crypto.getRandomValues(new Uint8Array(length)))
}

export function contactOf(draft: Draft): NewContact {
  const { channel, heldOn, stationId, gridId } = draft
  return {
    channel,
    heldOn,
    ...(channel === 'reception' ? { stationId } : {}),
    ...(channel !== 'reception' && gridId !== '' ? { gridId } : {}),
    deputyIds: [...draft.deputyIds],
    residents: Number(draft.residents),
    ...filled('note', draft.note),
    demands: draft.demands.map(demandOf),
  }
}

function demandOf({ id, followUpCode, category, text, place, gridId, ...who }: DemandDraft): NewDemand {
  const resident = {
    ...filled('name', who.name),
    ...filled('phone', who.phone),
    ...filled('address', who.address),
  }
  return {
    id,
    category,
    text,
    ...filled('place', place),
    ...filled('gridId', gridId),
    ...(Object.keys(resident).length > 0 ? { resident } : {}),
    followUpCode,
  }
}

function filled<K extends string>(key: K, value: string): { readonly [key in K]?: string } {
  return value.trim() === '' ? {} : ({ [key]: value } as { readonly [key in K]: string })
}

/**
 * To be corrected. `anew`: the service knows one of its ids or codes with another content, so that all of them are
 * made once more.
 */
export function draftOf(id: string, contact: NewContact, { anew }: { readonly anew: boolean }): Draft {
  return {
    id: anew ? crypto.randomUUID() : id,
    channel: contact.channel,
    heldOn: contact.heldOn,
    stationId: contact.stationId ?? '',
    gridId: contact.gridId ?? '',
    deputyIds: contact.deputyIds,
    residents: String(contact.residents),
    note: contact.note ?? '',
    demands: contact.demands.map((demand) => ({
      id: anew ? crypto.randomUUID() : demand.id,
      followUpCode: anew || demand.followUpCode === undefined ? newCode() : demand.followUpCode,
      category: demand.category,
      text: demand.text,
      place: demand.place ?? '',
      gridId: demand.gridId ?? '',
      name: demand.resident?.name ?? '',
      phone: demand.resident?.phone ?? '',
      address: demand.resident?.address ?? '',
    })),
  }
}
