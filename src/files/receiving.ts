/** What is sent as itself: raw bytes under their own SHA-256, so that sending them again changes nothing. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Context as HonoContext, MiddlewareHandler } from 'hono'
import { DigestMismatchError } from './errors.ts'
import type { Lanes } from './lanes.ts'

/** The SHA-256 of a file, in hex, as part of an address. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, '编号不对 / this is not the digest of a file')

/** Lets as many requests read their bodies at once as there are lanes. In front of `limitBody`, which may read them. */
export function limitReading(lanes: Lanes): MiddlewareHandler {
  return (_c, next) => lanes.run(() => next())
}

/**
 * The bytes of the body, which `limitBody` in front of this holds to their limit while they come. Throws
 * `DigestMismatchError`.
 */
export async function bytesOf(c: HonoContext, sha256: string): Promise<Uint8Array> {
  const bytes = new Uint8Array(await c.req.arrayBuffer())
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw new DigestMismatchError()
  return bytes
}
