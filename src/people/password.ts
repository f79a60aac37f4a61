/** Passwords, by scrypt (RFC 7914). The parameters stand beside each hash, so that they can be raised later. */
import { scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto'
import type { PasswordCost } from '../config.ts'

const KEY_BYTES = 32
const SALT_BYTES = 16

/** `scrypt$n,r,p$salt$hash`, both in base64url. */
export async function hashPassword(
  password: string,
  cost: PasswordCost,
  random: (byteCount: number) => Uint8Array,
): Promise<string> {
  const salt = random(SALT_BYTES)
  const key = await derive(password, salt, cost)
  return write(cost, salt, key)
}

/** Takes the same time for a right and a wrong password. Throws if `stored` is not what `hashPassword` made. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const { cost, salt, key } = read(stored)
  return timingSafeEqual(await derive(password, salt, cost), key)
}

/** No password fits it: what is verified when there is nobody of that name, so that it takes as long as for a real one. */
export function unmatchableHash(cost: PasswordCost): string {
  return write(cost, new Uint8Array(SALT_BYTES), new Uint8Array(KEY_BYTES))
}

function derive(password: string, salt: Uint8Array, { n, r, p }: PasswordCost): Promise<Uint8Array> {
  // Node refuses more memory than this; scrypt itself needs 128·n·r bytes and a little.
  const options: ScryptOptions = { N: n, r, p, maxmem: 128 * n * r * p + 2 ** 20 }
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, KEY_BYTES, options, (error, key) => {
      if (error) reject(error)
      else resolve(new Uint8Array(key))
    })
  })
}

function write({ n, r, p }: PasswordCost, salt: Uint8Array, key: Uint8Array): string {
  return `scrypt$${n},${r},${p}$${base64url(salt)}$${base64url(key)}`
}

function read(stored: string): { cost: PasswordCost; salt: Uint8Array; key: Uint8Array } {
  const match = /^scrypt\$(\d+),(\d+),(\d+)\$([\w-]+)\$([\w-]+)$/.exec(stored)
  if (!match) throw new Error('A password hash in the database has a form that this program does not know')
  const [, n, r, p, salt, key] = match as unknown as [string, string, string, string, string, string]
  return {
    cost: { n: Number(n), r: Number(r), p: Number(p) },
    salt: new Uint8Array(Buffer.from(salt, 'base64url')),
    key: new Uint8Array(Buffer.from(key, 'base64url')),
  }
}

function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url')
}
