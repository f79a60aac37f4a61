/**
 * The operator's code: whoever can read the data folder may make assemblies. It is made at the first start, and lets
 * one deployment serve many assemblies without a user above them all.
 */
import { timingSafeEqual, createHash, randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Config } from '../config.ts'

/** No letters that are mistaken for digits. 25 of these 32 signs are 125 bits. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

export function operatorCodeFile(config: Pick<Config, 'dataDir'>): string {
  return path.join(config.dataDir, 'operator-code')
}

/** The code of this deployment; made, readable by the server's own user only, if there is none. */
export async function operatorCode(config: Pick<Config, 'dataDir'>): Promise<string> {
  const file = operatorCodeFile(config)
  try {
    return (await readFile(file, 'utf8')).trim()
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error
  }
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 })
  const unfinished = `${file}.${randomBytes(6).toString('hex')}`
  await writeFile(unfinished, `${newCode()}\n`, { mode: 0o600, flag: 'wx' })
  try {
    // A link never replaces a file: of two processes that start at once, both read the code of the first.
    await link(unfinished, file)
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error
  } finally {
    await rm(unfinished)
  }
  return (await readFile(file, 'utf8')).trim()
}

/** Spaces, hyphens and small letters do not matter: it is read from a screen and typed. Takes the same time always. */
export function isSameCode(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected))
}

function newCode(): string {
  const signs = [...randomBytes(25)].map((byte) => ALPHABET[byte % ALPHABET.length])
  return [0, 5, 10, 15, 20].map((start) => signs.slice(start, start + 5).join('')).join('-')
}

function digest(code: string): Uint8Array {
  const signs = code.replace(/[\s-]/g, '').toUpperCase()
  return new Uint8Array(createHash('sha256').update(signs).digest())
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
