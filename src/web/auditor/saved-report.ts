/**
 * Writes a report: one HTML file that holds the archive, the findings as plain HTML, and the script that found them, the
 * very file that this page's workers run. It needs nothing else: no network, no other file, no server.
 */
import { render, type VNode } from 'preact'
import { LANGUAGE_TAG, type Language } from '../shared/language.ts'
import { inHtml, inScript } from './escape.ts'
import type { Verified } from './found.ts'
import { summaryOf, type Expected } from './report-data.ts'
import { readBlob } from './service.ts'
import type { Words } from './strings.zh.ts'
import { verifierUrl } from './workers.ts'

/** Nothing may be fetched, whatever stands in the file. */
const POLICY =
  "default-src 'none'; script-src 'unsafe-inline' blob:; worker-src blob:; style-src 'unsafe-inline'"

export async function writeReport(options: {
  readonly file: Blob
  readonly verified: Verified
  readonly body: VNode
  readonly language: Language
  readonly words: Words
}): Promise<Blob> {
  const { file, verified, body, language, words } = options
  const [script, style] = await Promise.all([readBlob(verifierUrl).then((blob) => blob.text()), pageStyle()])
  if (/<\/script|<!--/i.test(script)) throw new Error('the verifier cannot be written into a page')
  const { title, again, working, same, differs, ok, findings, failed, archive } = words.report
  const said = { again, working, same, differs, ok, findings, failed, archive }
  const { uuid = 'archive', name = '' } = verified.report.election ?? {}
  const expected: Expected = { words: said, language, name: `${uuid}.bel`, ...summaryOf(verified) }
  return new Blob(
    [
      `<!doctype html>\n<html lang="${LANGUAGE_TAG[language]}">\n<head>\n<meta charset="utf-8">\n`,
      `<meta http-equiv="Content-Security-Policy" content="${POLICY}">\n`,
      '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
      `<title>${inHtml(title(name))}</title>\n<style>\n${style.replaceAll('</', '<\\/')}\n</style>\n</head>\n<body>\n`,
      htmlOf(body),
      '\n<script type="application/json" id="expected">',
      inScript(JSON.stringify(expected)),
      '</script>\n<script type="text/plain" id="archive">\n',
      ...(await base64Of(file)),
      '</script>\n<script>\n"use strict";\n',
      script,
      '\n</script>\n</body>\n</html>\n',
    ],
    { type: 'text/html' },
  )
}

/** The browser itself writes the elements out, and escapes every text in them. */
function htmlOf(body: VNode): string {
  const place = document.createElement('div')
  render(body, place)
  return place.innerHTML
}

async function pageStyle(): Promise<string> {
  const links = [...document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')]
  const texts = await Promise.all(links.map(async ({ href }) => (await readBlob(href)).text()))
  return texts.join('\n')
}

/** A multiple of three, so that the pieces join into the Base64 of the whole. */
const PIECE = 3 * 8192

async function base64Of(file: Blob): Promise<string[]> {
  const lines: string[] = []
  for (let from = 0; from < file.size; from += PIECE) {
    const bytes = new Uint8Array(await file.slice(from, from + PIECE).arrayBuffer())
    lines.push(`${btoa(String.fromCharCode(...bytes))}\n`)
  }
  return lines
}
