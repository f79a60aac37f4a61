/** What somebody may send who means harm, or by mistake: each is refused with a sentence, or made harmless. */
import * as fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { DomainError } from '../../src/errors.ts'
import { makeDocument } from '../../src/files/document.ts'
import type { MadeFile } from '../../src/files/kinds.ts'
import { makePhoto } from '../../src/files/photo.ts'
import { harmlessName } from '../../src/files/serving.ts'
import {
  bytesOfText,
  contentTypes,
  joined,
  officeEntries,
  officeOf,
  pdfOf,
  photoOf,
  pixelOf,
  zipOf,
} from '../support/files.ts'
import { present } from '../support/present.ts'

/** The code of the failure that must come. */
async function refusal(making: Promise<MadeFile>): Promise<string> {
  try {
    await making
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    expect(error.title).toMatch(/[一-龥].* \/ \w/)
    return error.code
  }
  return 'accepted'
}

const photo = (bytes: Uint8Array) => refusal(makePhoto(bytes))
const document = (bytes: Uint8Array) => refusal(makeDocument(bytes))

const HTML = '<!DOCTYPE html><html><script>alert(1)</script></html>'

describe('a photo', () => {
  test.each(['jpeg', 'png', 'webp'] as const)(
    'as %s is kept as a JPEG of at most 2560, with a small one',
    async (format) => {
      const made = await makePhoto(await photoOf({ width: 3000, height: 1500, format }))
      expect(made).toMatchObject({ kind: 'jpeg', width: 2560, height: 1280 })
      expect(made.thumb).toMatchObject({ kind: 'jpeg', width: 480, height: 240 })
      for (const { bytes } of [made, present(made.thumb)])
        expect((await sharp(bytes).metadata()).format).toBe('jpeg')
    },
  )

  test('that is small stays as large as it is', async () => {
    expect(await makePhoto(await photoOf({ width: 40, height: 30 }))).toMatchObject({ width: 40, height: 30 })
  })

  test('that lies on its side is put upright', async () => {
    // 6: the first row is the right-hand side.
    const made = await makePhoto(await photoOf({ width: 400, height: 200, orientation: 6 }))
    expect([made.width, made.height]).toEqual([200, 400])
    const [r = 0, g = 0] = await pixelOf(made.bytes, 190, 10)
    expect([r > 200, Math.abs(r - g) > 20]).toEqual([true, true])
    expect((await sharp(made.bytes).metadata()).orientation).toBeUndefined()
  })

  test('loses the place where it was taken, the maker, and every other mark', async () => {
    const sent = await photoOf({
      exif: {
        IFD0: { Make: 'MARKEDMAKER', ImageDescription: 'MARKEDTEXT' },
        IFD3: { GPSLatitude: '30/1 12/1 0/1', GPSLatitudeRef: 'N' },
      },
    })
    expect(Buffer.from(sent).includes('MARKEDMAKER')).toBe(true)
    expect((await sharp(sent).metadata()).exif).toBeDefined()
    const made = await makePhoto(sent)
    for (const { bytes } of [made, present(made.thumb)]) {
      const { exif, xmp, iptc, icc, comments } = await sharp(bytes).metadata()
      expect([exif, xmp, iptc, icc, comments]).toEqual([
        undefined,
        undefined,
        undefined,
        undefined,
        undefined,
      ])
      for (const mark of ['MARKED', 'Exif', 'GPS']) expect(Buffer.from(bytes).includes(mark)).toBe(false)
    }
  })

  test('with a zip or a page behind it, or a page in a comment, is only the photo afterwards', async () => {
    const plain = await photoOf()
    const zip = zipOf([{ name: 'evil.txt', data: 'MARKEDZIP' }])
    const comment = bytesOfText(`\xff\xfe\x00${String.fromCharCode(HTML.length + 2)}${HTML}`)
    for (const sent of [
      joined(plain, zip),
      joined(plain, bytesOfText(HTML)),
      joined(plain.subarray(0, 2), comment, plain.subarray(2)),
    ]) {
      const made = await makePhoto(sent)
      for (const { bytes } of [made, present(made.thumb)])
        for (const mark of ['<html', '<script', 'evil.txt', 'PK\x03\x04', 'PK\x05\x06'])
          expect(Buffer.from(bytes).includes(mark)).toBe(false)
    }
  })

  test('is known by its content: a page, an SVG with a script, a GIF, a HEIC, nothing at all are none', async () => {
    const gif = joined(bytesOfText('GIF89a\x01\x00\x01\x00\x80\x00\x00'), new Uint8Array(40))
    const heic = joined(bytesOfText('\0\0\0\x18ftypheic\0\0\0\0mif1heic'), new Uint8Array(40))
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    const tiff = new Uint8Array(
      await sharp({ create: { width: 2, height: 2, channels: 3, background: 'red' } })
        .tiff()
        .toBuffer(),
    )
    for (const bytes of [bytesOfText(HTML), bytesOfText(svg), gif, heic, tiff, pdfOf(), new Uint8Array(0)])
      expect(await photo(bytes)).toBe('files.notAPhoto')
    // The first bytes of a photo do not make one.
    expect(await photo(joined(bytesOfText('\xff\xd8\xff'), bytesOfText(svg)))).toBe('files.brokenPhoto')
  })

  test('that would unpack to a wall of pixels is refused before any is unpacked', async () => {
    const png = await photoOf({ width: 8, height: 8, format: 'png' })
    const bomb = Buffer.from(png)
    bomb.writeUInt32BE(60_000, 16)
    bomb.writeUInt32BE(60_000, 20)
    const { crc32 } = await import('node:zlib')
    bomb.writeUInt32BE(crc32(bomb.subarray(12, 29)), 29)
    expect(await photo(new Uint8Array(bomb))).toBe('files.tooManyPixels')
    // One that is true to its word: 8000 × 8000 of one colour are a few kilobytes.
    const flat = await sharp({ create: { width: 8000, height: 8000, channels: 3, background: '#fff' } })
      .png()
      .toBuffer()
    expect(flat.length).toBeLessThan(300_000)
    expect(await photo(new Uint8Array(flat))).toBe('files.tooManyPixels')
  })

  test.each(['jpeg', 'png', 'webp'] as const)('as %s that breaks off is refused', async (format) => {
    const whole = await photoOf({ width: 600, height: 400, format })
    for (const part of [0.2, 0.5, 0.9])
      expect(await photo(whole.subarray(0, Math.floor(whole.length * part)))).toBe('files.brokenPhoto')
  })

  test('whatever bytes stand in it: it becomes a photo, or is refused in words', async () => {
    const whole = await photoOf({ width: 64, height: 64 })
    const damage = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(damage, async (changes) => {
        const bytes = Uint8Array.from(whole)
        for (const [at, value] of changes) bytes[at] = value
        expect(['accepted', 'files.brokenPhoto', 'files.notAPhoto', 'files.tooManyPixels']).toContain(
          await photo(bytes),
        )
      }),
      { numRuns: 60 },
    )
  })

  test('one too many at once is asked to come again, and those before it are made', async () => {
    const bytes = await photoOf({ width: 900, height: 900 })
    const answers = await Promise.all(Array.from({ length: 40 }, () => photo(bytes)))
    expect(new Set(answers)).toEqual(new Set(['accepted', 'files.busy']))
    expect(await photo(bytes)).toBe('accepted')
  })
})

describe('a PDF', () => {
  test('is kept as it came', async () => {
    const pdf = pdfOf()
    expect(await makeDocument(pdf)).toMatchObject({ kind: 'pdf', bytes: pdf, thumb: null })
  })

  test('that was added to later is one too', async () => {
    const first = pdfOf()
    const start = Buffer.from(first).toString('latin1').indexOf('xref')
    const update = `4 0 obj\n<< /Type /Annot >>\nendobj\nxref\n4 1\n0000000400 00000 n \ntrailer\n<< /Size 5 >>\nstartxref\n${start}\n%%EOF`
    expect(await document(joined(first, bytesOfText(update)))).toBe('accepted')
  })

  test('with anything before, between or behind it is refused', async () => {
    const pdf = pdfOf()
    const zip = zipOf([{ name: 'evil.txt', data: 'x' }])
    const text = Buffer.from(pdf).toString('latin1')
    const tail = text.slice(text.indexOf('startxref'))
    for (const bytes of [
      joined(pdf, bytesOfText(HTML)),
      joined(pdf, bytesOfText(`${HTML}\n${tail}`)),
      joined(pdf, bytesOfText(`%\n${HTML}\n${tail}`)),
      bytesOfText(text.replace('1 0 obj', `${HTML}\n1 0 obj`)),
      joined(pdf, zip),
      // The zip's comment ends as a PDF does.
      joined(pdf, zipOf([{ name: 'evil.txt', data: 'x' }], { comment: `\n${tail}` })),
      pdf.subarray(0, pdf.length - 8),
      bytesOfText(text.replace(/startxref\n\d+/, 'startxref\n3')),
      bytesOfText('%PDF-1.4\n%%EOF'),
      bytesOfText('%PDF-9.9\n'),
    ])
      expect(await document(bytes)).toBe('files.brokenDocument')
    // What does not begin as one is none.
    for (const before of [HTML, '\n', 'x'])
      expect(await document(joined(bytesOfText(before), pdf))).toBe('files.notADocument')
  })
})

describe.each(['docx', 'xlsx'] as const)('a .%s', (kind) => {
  test('is known by what is in it', async () => {
    const bytes = officeOf(kind)
    expect(await makeDocument(bytes)).toMatchObject({ kind, bytes })
  })

  test('with a macro, or with a control, is refused', async () => {
    const macroType = 'application/vnd.ms-word.document.macroEnabled.main+xml'
    for (const bytes of [
      officeOf(kind, { name: 'word/vbaProject.bin', data: 'x' }),
      officeOf(kind, { name: 'xl/macrosheets/sheet1.xml', data: '<x/>' }),
      officeOf(kind, { name: 'word/activeX/activeX1.xml', data: '<x/>' }),
      zipOf([contentTypes(kind, macroType), ...officeEntries(kind).slice(1)]),
    ])
      expect(await document(bytes)).toBe('files.macro')
  })

  test('that would unpack to more than it may is refused, whether it says so or lies', async () => {
    const zeros = new Uint8Array(40 * 1024 * 1024)
    const bomb = { name: 'word/media/image1.xml', data: zeros }
    const modest = { ...bomb, says: { bytes: 1000 } }
    for (const bytes of [officeOf(kind, bomb), officeOf(kind, modest)]) {
      expect(bytes.length).toBeLessThan(100_000)
      expect(await document(bytes)).toBe('files.brokenDocument')
    }
    const many = Array.from({ length: 2100 }, (_, i) => ({ name: `a${i}.xml`, data: '' }))
    expect(await document(officeOf(kind, ...many))).toBe('files.brokenDocument')
    // The same bytes under many names would be counted once, and unpacked many times.
    const [types = contentTypes(kind), ...rest] = officeEntries(kind)
    const twice = zipOf([types, ...rest, { name: 'again.xml', data: '<x/>', at: 0 }])
    expect(await document(twice)).toBe('files.brokenDocument')
  })

  test('whose entries lead out of their folder, or have two names, is refused', async () => {
    for (const name of [
      '../evil',
      'a/../../evil',
      '/etc/passwd',
      'C:/evil',
      'a\\..\\evil',
      'a//b',
      'a\0b',
      './a',
      '',
    ])
      expect([name, await document(officeOf(kind, { name, data: 'x' }))]).toEqual([
        name,
        'files.brokenDocument',
      ])
    const entry = { name: 'a.xml', data: 'x' }
    for (const more of [
      [entry, entry],
      [entry, { ...entry, name: 'A.XML' }],
      [{ ...entry, says: { localName: 'b.xml' } }],
      [{ ...entry, says: { crc: 1 } }],
      [{ ...entry, says: { bytes: 2 } }],
      [{ ...entry, flags: 1 }],
    ])
      expect(await document(officeOf(kind, ...more))).toBe('files.brokenDocument')
  })

  test('with something before, between or behind its entries is refused', async () => {
    const entries = officeEntries(kind)
    const whole = zipOf(entries)
    for (const bytes of [
      zipOf(entries, { comment: HTML }),
      joined(whole, bytesOfText(HTML)),
      zipOf(entries, { count: entries.length + 1 }),
      zipOf(entries, { count: entries.length - 1 }),
      whole.subarray(0, whole.length - 30),
      joined(whole.subarray(0, 60), whole.subarray(70)),
      // A second zip behind the first, whose list names only its own.
      joined(zipOf([{ name: 'hidden.txt', data: 'x' }]), whole),
    ])
      expect(await document(bytes)).toBe('files.brokenDocument')
    // A photo in front: then it is a photo, and nothing of the document is kept.
    const made = await makeDocument(joined(await photoOf(), whole))
    expect(made.kind).toBe('jpeg')
    expect(Buffer.from(made.bytes).includes('Content_Types')).toBe(false)
  })

  test('that defines entities, or has no main part of its kind, is refused', async () => {
    const xml = '<!DOCTYPE x [<!ENTITY a "aaaaaaaa">]><x>&a;</x>'
    expect(await document(officeOf(kind, { name: 'a.xml', data: xml }))).toBe('files.brokenDocument')
    const entries = officeEntries(kind)
    for (const some of [
      entries.slice(1),
      entries.slice(0, 2),
      [contentTypes(kind, 'text/html'), ...entries.slice(1)],
      [{ name: 'index.html', data: HTML }],
    ])
      expect(await document(zipOf(some))).toBe('files.notADocument')
  })

  test('whatever bytes stand in it: it is the document, or is refused in words', async () => {
    const whole = officeOf(kind, { name: 'a.xml', data: 'abcabc' })
    const damage = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(damage, async (changes) => {
        const bytes = Uint8Array.from(whole)
        for (const [at, value] of changes) bytes[at] = value
        const codes = ['accepted', 'files.brokenDocument', 'files.notADocument', 'files.macro']
        expect(codes).toContain(await document(bytes))
      }),
      { numRuns: 300 },
    )
  })
})

test('anything else is no attachment, whatever it is called', async () => {
  const doc = joined(bytesOfText('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'), new Uint8Array(600))
  for (const bytes of [doc, bytesOfText(HTML), bytesOfText('MZ'), new Uint8Array(0)])
    expect(await document(bytes)).toBe('files.notADocument')
})

describe('the name that a document is saved under', () => {
  test.each([
    ['预算表', '预算表'],
    ['预算表.xlsx', '预算表'],
    ['../../etc/passwd', '_.._etc_passwd'],
    ['..\\..\\evil', '_.._evil'],
    ['报告\u202Efdp.exe', '报告fdp.exe'],
    ['a\r\nSet-Cookie: x', 'aSet-Cookie_ x'],
    ['a"b;c', 'a_b;c'],
    ['CON', '文件CON'],
    ['  ...  ', '文件'],
    ['\ud800半', '半'],
  ])('of %j is %j', (typed, name) => {
    expect(harmlessName(typed)).toBe(name)
  })

  test('is never a way, never empty, never long', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (typed) => {
        const name = harmlessName(typed)
        expect(name).not.toMatch(/[/\\:\p{Cc}\p{Cs}]/u)
        expect(name).not.toMatch(/^\.|\.$|^$/)
        expect([...name].length).toBeLessThanOrEqual(84)
      }),
    )
  })
})
