/**
 * Reads a zip as a stranger's: every entry is named, in its place, and as large as it says; nothing stands before,
 * between or behind them; and never more is unpacked than was announced within the limits.
 */
import { crc32, inflateRaw } from 'node:zlib'
import { BrokenDocumentError } from './errors.ts'

const ENTRIES_MAX = 2000
const ENTRY_BYTES_MAX = 64 * 1024 * 1024
const TOTAL_BYTES_MAX = 128 * 1024 * 1024
/** More than text packs to, once there is enough of it to matter. */
const RATIO_MAX = 200
const RATIO_FROM_BYTES = 1024 * 1024

const END = 0x06054b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50
const DESCRIPTOR_BYTES_MAX = 24

export interface ZipEntry {
  readonly name: string
  readonly isFolder: boolean
  readonly method: number
  readonly crc: number
  readonly packedBytes: number
  readonly bytes: number
  readonly at: number
}

/** The entries in the order of their places. Throws `BrokenDocumentError` for whatever is not plainly in order. */
export function zipEntries(zip: Uint8Array): ZipEntry[] {
  const view = viewOf(zip)
  const end = zip.length - 22
  // A comment at the end is where another file would be hidden; no office program writes one.
  if (end < 0 || view.getUint32(end, true) !== END || view.getUint16(end + 20, true) !== 0)
    throw wrong('the zip does not end where the file ends')
  const count = view.getUint16(end + 10, true)
  const length = view.getUint32(end + 12, true)
  const start = view.getUint32(end + 16, true)
  if (view.getUint32(end + 4, true) !== 0 || view.getUint16(end + 8, true) !== count)
    throw wrong('the zip is in several parts')
  if (count === 0 || count > ENTRIES_MAX) throw wrong(`${count} entries`)
  if (start + length !== end) throw wrong('something stands beside the list of entries')
  const entries: ZipEntry[] = []
  const names = new Set<string>()
  let at = start
  for (let i = 0; i < count; i += 1) {
    const { entry, next } = centralEntry(zip, view, at, end)
    const name = entry.name.toLowerCase()
    if (names.has(name)) throw wrong('two entries have one name')
    names.add(name)
    entries.push(entry)
    at = next
  }
  if (at !== end) throw wrong('the list of entries is longer than they are')
  requireModestSize(entries)
  return inPlace(zip, view, entries, start)
}

/** What an entry holds: exactly as many bytes as it says, with its checksum. */
export async function unzipped(zip: Uint8Array, entry: ZipEntry): Promise<Uint8Array> {
  const from = dataStart(viewOf(zip), entry)
  const packed = zip.subarray(from, from + entry.packedBytes)
  const data = entry.method === 0 ? packed : await inflated(packed, entry.bytes)
  if (data?.length !== entry.bytes || crc32(data) !== entry.crc)
    throw wrong('an entry does not unpack to what it says')
  return data
}

/** Never more than `bytesMax`; undefined where there would be more, or where something is packed behind the end. */
function inflated(packed: Uint8Array, bytesMax: number): Promise<Uint8Array | undefined> {
  return new Promise((resolve) => {
    inflateRaw(packed, { maxOutputLength: Math.max(bytesMax, 1), info: true }, (error, result) => {
      // With `info` the result is both; the types of Node do not say so.
      const { buffer, engine } = (result ?? {}) as unknown as Partial<Inflated>
      resolve(error === null && engine?.bytesWritten === packed.length ? buffer : undefined)
    })
  })
}

interface Inflated {
  readonly buffer: Uint8Array
  readonly engine: { readonly bytesWritten: number }
}

function centralEntry(
  zip: Uint8Array,
  view: DataView,
  at: number,
  end: number,
): { entry: ZipEntry; next: number } {
  if (at + 46 > end || view.getUint32(at, true) !== CENTRAL) throw wrong('the list of entries is broken')
  const flags = view.getUint16(at + 8, true)
  // Encrypted; patched; encrypted besides its contents, too.
  if ((flags & 0x2061) !== 0) throw wrong('an entry is encrypted')
  const method = view.getUint16(at + 10, true)
  if (method !== 0 && method !== 8) throw wrong('an entry is packed in a way that is not known')
  const nameBytes = view.getUint16(at + 28, true)
  const next = at + 46 + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  if (next > end) throw wrong('the list of entries is broken')
  const name = nameOf(zip.subarray(at + 46, at + 46 + nameBytes))
  const entry = {
    name,
    isFolder: name.endsWith('/'),
    method,
    crc: view.getUint32(at + 16, true),
    packedBytes: view.getUint32(at + 20, true),
    bytes: view.getUint32(at + 24, true),
    at: view.getUint32(at + 42, true),
  }
  if (entry.method === 0 && entry.packedBytes !== entry.bytes) throw wrong('an entry has two sizes')
  return { entry, next }
}

/** Relative, downwards, with plain separators: whoever unpacks it stays where they are. */
function nameOf(bytes: Uint8Array): string {
  let name: string
  try {
    name = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw wrong('the name of an entry cannot be read')
  }
  const parts = name.replace(/\/$/, '').split('/')
  // oxlint-disable-next-line no-control-regex
  if (/[\\:\u0000-\u001f]/.test(name) || parts.some((part) => part === '' || /^\.+$/.test(part)))
    throw wrong('the name of an entry is a way out')
  return name
}

function requireModestSize(entries: readonly ZipEntry[]): void {
  let total = 0
  for (const { bytes, packedBytes } of entries) {
    total += bytes
    if (bytes > ENTRY_BYTES_MAX || total > TOTAL_BYTES_MAX) throw wrong('it would unpack to too much')
    if (bytes > RATIO_FROM_BYTES && bytes > packedBytes * RATIO_MAX)
      throw wrong('it would unpack to too much')
  }
}

/** One behind the other from the first byte on, none upon another, and no room for anything else. */
function inPlace(
  zip: Uint8Array,
  view: DataView,
  entries: readonly ZipEntry[],
  listStart: number,
): ZipEntry[] {
  const sorted = entries.toSorted((a, b) => a.at - b.at)
  let end = 0
  for (const [i, entry] of sorted.entries()) {
    const gap = entry.at - end
    if (gap < 0 || (i === 0 ? gap !== 0 : gap > DESCRIPTOR_BYTES_MAX)) throw wrong('entries are not in a row')
    if (entry.at + 30 > listStart || view.getUint32(entry.at, true) !== LOCAL)
      throw wrong('an entry is not where the list says')
    const nameBytes = view.getUint16(entry.at + 26, true)
    const from = dataStart(view, entry)
    end = from + entry.packedBytes
    if (end > listStart) throw wrong('an entry is not where the list says')
    const name = Buffer.from(zip.subarray(entry.at + 30, entry.at + 30 + nameBytes)).toString('utf8')
    if (name !== entry.name || view.getUint16(entry.at + 8, true) !== entry.method)
      throw wrong('an entry is not what the list says')
    if ((view.getUint16(entry.at + 6, true) & 0x2061) !== 0) throw wrong('an entry is encrypted')
  }
  if (listStart - end > DESCRIPTOR_BYTES_MAX) throw wrong('something stands between the entries')
  return sorted
}

function dataStart(view: DataView, { at }: ZipEntry): number {
  return at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true)
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function wrong(detail: string): BrokenDocumentError {
  return new BrokenDocumentError(detail)
}
