/** `piaojue export`: the public record of a deployment as files, straight from the database. */
import { createWriteStream, existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ballotArchives } from '../ballot/handover.ts'
import { journalPieces } from '../board/handover.ts'
import type { Config } from '../config.ts'
import { openDb, SQLITE_FILE } from '../db/open.ts'

/** There is no database where the settings say. */
export class NothingToExportError extends Error {
  override readonly name = 'NothingToExportError'
}

/** Writes every sealed ballot's archive and the journal into a folder. Gives the names of the files. */
export async function exportRecord(config: Config, out: string): Promise<string[]> {
  if (config.databaseUrl === null && !existsSync(path.join(config.dataDir, SQLITE_FILE))) {
    throw new NothingToExportError(
      `${config.dataDir} 里没有数据库，请检查 DATA_DIR / there is no database in it: check DATA_DIR`,
    )
  }
  const db = await openDb(config)
  const files: string[] = []
  try {
    await mkdir(out, { recursive: true })
    const write = async (name: string, pieces: AsyncIterable<string | Uint8Array>): Promise<void> => {
      await pipeline(Readable.from(pieces), createWriteStream(path.join(out, name)))
      files.push(name)
    }
    for await (const { uuid, bytes } of ballotArchives(db)) await write(`${uuid}.bel`, bytes)
    await write('journal.jsonl', journalPieces(db, -1))
  } finally {
    await db.destroy()
  }
  return files
}
