/**
 * Files in `DATA_DIR/files/ab/abcdef…`, each under the SHA-256 of its content: a name of ours, never one that somebody
 * sent. What has been written is on the disk, name and all, before anybody may rely on it.
 */
import { mkdir, open, readdir, rename, rm, stat, utimes, type FileHandle } from 'node:fs/promises'
import path from 'node:path'

const SHA256 = /^[0-9a-f]{64}$/
/** Where files are written before they have their name. */
const UNFINISHED = 'unfinished'

export class FileDisk {
  readonly #folder: string

  constructor(dataDir: string) {
    this.#folder = path.join(dataDir, 'files')
  }

  /** Writes it unless it is there; `temporaryName` must be nobody else's. */
  async write(sha256: string, bytes: Uint8Array, temporaryName: string): Promise<void> {
    const file = this.#fileOf(sha256)
    if (await this.has(sha256, bytes.length)) {
      // It may have been waiting to be swept: from now on it is young again.
      const now = new Date()
      await utimes(file, now, now).catch(() => {})
      // Whoever wrote it may not have come to this yet.
      await syncFolder(path.dirname(file))
      if (await this.has(sha256, bytes.length)) return
    }
    await this.#makeFolder(path.dirname(file))
    await this.#makeFolder(path.join(this.#folder, UNFINISHED))
    const unfinished = path.join(this.#folder, UNFINISHED, temporaryName)
    try {
      const handle = await open(unfinished, 'wx', 0o600)
      try {
        await handle.writeFile(bytes)
        await handle.sync()
      } finally {
        await handle.close()
      }
      await rename(unfinished, file)
    } catch (error) {
      await rm(unfinished, { force: true })
      throw error
    }
    await syncFolder(path.dirname(file))
  }

  async has(sha256: string, bytes: number): Promise<boolean> {
    const found = await statOf(this.#fileOf(sha256))
    return found?.size === bytes
  }

  open(sha256: string): Promise<FileHandle> {
    return open(this.#fileOf(sha256), 'r')
  }

  async remove(sha256: string): Promise<void> {
    const file = this.#fileOf(sha256)
    await rm(file, { force: true })
    if ((await statOf(path.dirname(file))) !== undefined) await syncFolder(path.dirname(file))
  }

  /** What lies there since before that moment. */
  async *storedBefore(ms: number): AsyncGenerator<{ sha256: string; bytes: number; storedMs: number }> {
    for (const folder of await namesIn(this.#folder)) {
      if (!/^[0-9a-f]{2}$/.test(folder)) continue
      for (const sha256 of await namesIn(path.join(this.#folder, folder))) {
        if (!SHA256.test(sha256)) continue
        const found = await statOf(this.#fileOf(sha256))
        if (found !== undefined && found.mtimeMs < ms)
          yield { sha256, bytes: found.size, storedMs: found.mtimeMs }
      }
    }
  }

  /** Removes what was begun before that moment and never got its name. */
  async removeUnfinished(ms: number): Promise<void> {
    const folder = path.join(this.#folder, UNFINISHED)
    for (const name of await namesIn(folder)) {
      const found = await statOf(path.join(folder, name))
      if (found !== undefined && found.mtimeMs < ms) await rm(path.join(folder, name), { force: true })
    }
  }

  #fileOf(sha256: string): string {
    if (!SHA256.test(sha256)) throw new Error('a file is found only by the digest of its content')
    return path.join(this.#folder, sha256.slice(0, 2), sha256)
  }

  /** With its own name on the disk, too. */
  async #makeFolder(folder: string): Promise<void> {
    const made = await mkdir(folder, { recursive: true, mode: 0o700 })
    if (made === undefined) return
    await syncFolder(this.#folder)
    await syncFolder(path.dirname(this.#folder))
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function statOf(file: string) {
  try {
    return await stat(file)
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
