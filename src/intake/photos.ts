/** Photos of a demand: a few, seen by whoever sees the demand, and gone with who asked. */
import { isoNow, type Context } from '../context.ts'
import { inTransaction } from '../db/dialect.ts'
import type { Db, DemandPhotosTable, DemandsTable, Trx } from '../db/tables.ts'
import { RoleError, type Session } from '../http/session.ts'
import {
  dropUses,
  handOut,
  makePhoto,
  storeFile,
  sweepNow,
  sweepStored,
  useFile,
  type MadeFile,
} from '../files/handover.ts'
import {
  FollowUpNotFoundError,
  PhotoNotFoundError,
  PhotoOfStaffError,
  PhotosClosedError,
  ResidentErasedError,
  TooManyPhotosError,
} from './errors.ts'
import { PHOTOS_MAX, type FollowedPhoto, type Photo } from './model.ts'
import { deletePhoto, findDemand, insertPhoto, lockDemand, photosOf, stepsOf } from './demand-queries.ts'
import { followed, ownDemand } from './who.ts'

/** So long after the resident's own word, photos may still come: an upload that broke off is taken up again. */
const RESIDENT_HOURS = 24

/** By the desk, or by a deputy who sees the demand. The same bytes sent again are the same photo. */
export async function addPhoto(
  ctx: Context,
  session: Session,
  demandId: string,
  sentSha256: string,
  bytes: Uint8Array,
): Promise<Photo> {
  const { role } = session
  if (role !== 'secretary' && role !== 'deputy') throw new RoleError()
  const demandOf = async <D extends Db>(db: D, find: Find<D>) => {
    const row = await ownDemand(db, session, demandId, find)
    requireNotErased(row)
    return row
  }
  return add(ctx, { sentSha256, bytes, by: role, demandOf })
}

/** Whether a photo would be taken with that code, before its bytes are read. Throws what `addFollowedPhoto` would. */
export async function requireMayAddFollowed(ctx: Context, code: string): Promise<void> {
  const { id } = await followed(ctx.db, code)
  const row = await findDemand(ctx.db, id)
  if (row === undefined) throw new FollowUpNotFoundError()
  await requireOpenToResident(ctx, ctx.db, row)
}

/** By the resident, with the code, for a day. */
export async function addFollowedPhoto(
  ctx: Context,
  code: string,
  sentSha256: string,
  bytes: Uint8Array,
): Promise<Photo> {
  const demandOf = async <D extends Db>(db: D, find: Find<D>) => {
    const { id } = await followed(db, code)
    const row = await find(db, id)
    if (row === undefined) throw new FollowUpNotFoundError()
    await requireOpenToResident(ctx, db, row)
    return row
  }
  return add(ctx, { sentSha256, bytes, by: 'resident', demandOf })
}

type Find<D extends Db> = (db: D, id: string) => Promise<DemandsTable | undefined>

interface Sent {
  readonly sentSha256: string
  readonly bytes: Uint8Array
  readonly by: DemandPhotosTable['added_by']
  /** The demand, if the sender may add to it. */
  readonly demandOf: <D extends Db>(db: D, find: Find<D>) => Promise<DemandsTable>
}

async function add(ctx: Context, { sentSha256, bytes, by, demandOf }: Sent): Promise<Photo> {
  // Before anything is decoded, and once more when it is to be written down.
  const { id } = await demandOf(ctx.db, findDemand)
  const before = (await shownPhotos(ctx.db, id)).find((photo) => photo.id === sentSha256)
  if (before !== undefined) return before
  const made = await makePhoto(bytes)
  await storeFile(ctx, made)
  try {
    return await inTransaction(ctx.db, async (trx) => {
      const demand = await demandOf(trx, lockDemand)
      return insert(ctx, trx, { demand, sentSha256, made, by })
    })
  } catch (error) {
    // It may show who has just been erased: it is not left lying for a day.
    await sweepStored(ctx, made)
    throw error
  }
}

async function insert(
  ctx: Context,
  trx: Trx,
  {
    demand,
    sentSha256,
    made,
    by,
  }: {
    readonly demand: DemandsTable
    readonly sentSha256: string
    readonly made: MadeFile
    readonly by: Sent['by']
  },
): Promise<Photo> {
  const photos = await shownPhotos(trx, demand.id)
  const before = photos.find(({ id }) => id === sentSha256)
  if (before !== undefined) return before
  if (photos.length >= PHOTOS_MAX) throw new TooManyPhotosError(undefined, { photosMax: PHOTOS_MAX })
  await useFile(ctx, trx, made, useOf(demand.id, sentSha256))
  await insertPhoto(trx, {
    demand_id: demand.id,
    sent_sha256: sentSha256,
    file_sha256: made.sha256,
    added_by: by,
    added_at: isoNow(ctx.clock),
  })
  return { id: sentSha256, width: made.width ?? 0, height: made.height ?? 0 }
}

export async function removePhoto(
  ctx: Context,
  session: Session,
  demandId: string,
  sentSha256: string,
): Promise<void> {
  const swept = await inTransaction(ctx.db, async (trx) => {
    await ownDemand(trx, session, demandId, lockDemand)
    return removeFrom(trx, demandId, sentSha256)
  })
  await sweepNow(ctx, swept)
}

/** The resident takes an own one back, for as long as another could be added. */
export async function removeFollowedPhoto(ctx: Context, code: string, sentSha256: string): Promise<void> {
  const swept = await inTransaction(ctx.db, async (trx) => {
    const { id } = await followed(trx, code)
    const row = await lockDemand(trx, id)
    if (row === undefined) throw new FollowUpNotFoundError()
    await requireOpenToResident(ctx, trx, row)
    const photo = (await photosForResident(trx, id)).find((each) => each.id === sentSha256)
    if (photo?.mine === false) throw new PhotoOfStaffError()
    return removeFrom(trx, id, sentSha256)
  })
  await sweepNow(ctx, swept)
}

async function removeFrom(trx: Trx, demandId: string, sentSha256: string): Promise<string[]> {
  if (!(await deletePhoto(trx, demandId, sentSha256))) throw new PhotoNotFoundError()
  return dropUses(trx, useOf(demandId, sentSha256))
}

/** All of a demand, within the caller's transaction. Gives the files that may go once it has ended. */
export async function removeAllPhotos(trx: Trx, demandId: string): Promise<string[]> {
  const gone: string[] = []
  for (const { id } of await shownPhotos(trx, demandId)) gone.push(...(await removeFrom(trx, demandId, id)))
  return gone
}

export async function handOutPhoto(ctx: Context, session: Session, demandId: string, asked: AskedPhoto) {
  await ownDemand(ctx.db, session, demandId, findDemand)
  return handOutOf(ctx, demandId, asked)
}

export async function handOutFollowedPhoto(ctx: Context, code: string, asked: AskedPhoto) {
  return handOutOf(ctx, (await followed(ctx.db, code)).id, asked)
}

interface AskedPhoto {
  readonly photoId: string
  readonly size: 'full' | 'thumb'
}

async function handOutOf(ctx: Context, demandId: string, { photoId, size }: AskedPhoto) {
  const photo = (await photosOf(ctx.db, demandId)).find((row) => row.sent_sha256 === photoId)
  if (photo === undefined) throw new PhotoNotFoundError()
  return handOut(ctx, photo.file_sha256, { name: '', audience: 'private', size })
}

export async function shownPhotos(db: Db, demandId: string): Promise<Photo[]> {
  const rows = await photosOf(db, demandId)
  return rows.map(({ sent_sha256: id, width, height }) => ({ id, width: width ?? 0, height: height ?? 0 }))
}

/** With what of it the resident may take back. */
export async function photosForResident(db: Db, demandId: string): Promise<FollowedPhoto[]> {
  const rows = await photosOf(db, demandId)
  return rows.map(({ sent_sha256: id, added_by: by, width, height }) => ({
    id,
    width: width ?? 0,
    height: height ?? 0,
    mine: by === 'resident',
  }))
}

/** The desk, and the deputies who see a demand: they stand before what it shows. */
export function mayAddTo({ role }: Session, { resident_erased: erased }: DemandsTable): boolean {
  return erased === 0 && (role === 'secretary' || role === 'deputy')
}

/** Whether the resident may still add to it: not for ever, because somebody works with what is there. */
export async function isOpenToResident(
  { clock }: Pick<Context, 'clock'>,
  db: Db,
  { id, state, resident_erased: erased }: DemandsTable,
): Promise<boolean> {
  if (state === 'confirmed' || erased === 1) return false
  const words = (await stepsOf(db, id)).filter(({ act }) => act === 'take' || act === 'reopen')
  const last = words.at(-1)
  return last !== undefined && clock.now().getTime() - Date.parse(last.at) < RESIDENT_HOURS * 3_600_000
}

async function requireOpenToResident(ctx: Context, db: Db, row: DemandsTable): Promise<void> {
  requireNotErased(row)
  if (!(await isOpenToResident(ctx, db, row)))
    throw new PhotosClosedError(undefined, { hours: RESIDENT_HOURS })
}

/**
 * From nobody: a phone that sends again what it heard no answer to would bring back what was erased, and of no photo can
 * it be told whether it shows who asked.
 */
function requireNotErased({ resident_erased: erased }: DemandsTable): void {
  if (erased === 1) throw new ResidentErasedError()
}

function useOf(demandId: string, sentSha256: string): string {
  return `demand:${demandId}:${sentSha256}`
}
