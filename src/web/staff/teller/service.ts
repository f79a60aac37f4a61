/** What a teller's views ask the service for. */
import type { KeyStep, KeyTask } from '../../../ballot/keys.ts'
import type { HandCount } from '../../../ballot/model.ts'
import { body, UnreadableError } from '../../shared/read.ts'
import { api, ask } from '../api.ts'

const one = api.ballots[':uuid']

export function readConsole(uuid: string) {
  return body(one.console.$get({ param: { uuid } }))
}

export function readKeyTask(uuid: string): Promise<KeyTask> {
  return body(one.keys.$get({ param: { uuid } }))
}

export async function sendKeyMessage(uuid: string, step: KeyStep, message: string): Promise<void> {
  const request = { param: { uuid }, json: { message } }
  switch (step) {
    case 'certificate':
      await body(one.keys.certificate.$put(request))
      return
    case 'polynomial':
      await body(one.keys.polynomial.$put(request))
      return
    case 'voutput':
      await body(one.keys.voutput.$put(request))
  }
}

export function sendProof(uuid: string, message: string) {
  return body(one.keys.proof.$put({ param: { uuid }, json: { message } }))
}

export function restartKeys(uuid: string, reason: string) {
  return body(one.keys.restart.$post({ param: { uuid }, json: { reason } }))
}

export function sendCards(uuid: string, credentials: readonly string[]) {
  return body(one.cards.$post({ param: { uuid }, json: { credentials: [...credentials] } }))
}

/** The public halves of all cards, sorted: what gives each card its number. */
export function readCards(uuid: string) {
  return body(one['cards.json'].$get({ param: { uuid } }))
}

export function sendIssued(uuid: string, count: number) {
  return body(one.cards.issued.$put({ param: { uuid }, json: { count } }))
}

export function askToVoid(uuid: string, number: number, reason: string) {
  return body(one.cards.voids.$post({ param: { uuid }, json: { number, reason } }))
}

export function confirmVoid(uuid: string, number: number) {
  return body(one.cards.voids[':number'].confirm.$post({ param: { uuid, number: String(number) } }))
}

export function declineVoid(uuid: string, number: number) {
  return body(one.cards.voids[':number'].decline.$post({ param: { uuid, number: String(number) } }))
}

export function withdrawVoid(uuid: string, number: number) {
  return body(one.cards.voids[':number'].$delete({ param: { uuid, number: String(number) } }))
}

export function sendUnused(uuid: string, count: number, reason: string | undefined) {
  const json = reason === undefined ? { count } : { count, reason }
  return body(one.cards.unused.$put({ param: { uuid }, json }))
}

export function signZeroReport(uuid: string, cardsDigest: string) {
  return body(one['zero-report'].$post({ param: { uuid }, json: { cardsDigest } }))
}

export function confirmSeal(uuid: string, fingerprint: string) {
  return body(one.seal.check.$post({ param: { uuid }, json: { fingerprint } }))
}

/** The public archive, as anybody can download it. */
export async function readArchive(uuid: string): Promise<Uint8Array> {
  const response = ask(`/api/ballots/${uuid}/archive.bel`)
  try {
    const answered = await response
    if (answered.ok) return new Uint8Array(await answered.arrayBuffer())
  } catch {
    throw new UnreadableError(undefined)
  }
  return body(response as Promise<Response & { json(): Promise<Uint8Array> }>)
}

export function readShareTask(uuid: string) {
  return body(one.share.$get({ param: { uuid } }))
}

export function sendShare(uuid: string, message: string) {
  return body(one.share.$put({ param: { uuid }, json: { message } }))
}

export function countBox(uuid: string) {
  return body(one.count.$post({ param: { uuid } }))
}

export function readHandCount(uuid: string) {
  return body(one['hand-count'].$get({ param: { uuid } }))
}

export function sendHandCount(uuid: string, count: HandCount) {
  return body(one['hand-count'].$put({ param: { uuid }, json: count }))
}

/** Of ballots that are over, as many of the newest. */
const OVER_MAX = 5

/** The ballots of an assembly at which somebody is a teller, newest first: all that are under way, and the last ones. */
export async function readOwnBallots(assemblyId: string, staffId: string) {
  const { ballots } = await body(api.ballots.$get({ query: {} }))
  const isOver = ({ state }: (typeof ballots)[number]): boolean => state === 'announced' || state === 'void'
  const own = ballots.filter((ballot) => ballot.assemblyId === assemblyId)
  const over = new Set(own.filter(isOver).slice(OVER_MAX))
  const shown = own.filter((ballot) => !over.has(ballot))
  const consoles = await Promise.all(shown.map(({ uuid }) => readConsole(uuid)))
  return consoles.filter(({ progress }) => progress.tellers.some((teller) => teller.staffId === staffId))
}
