/** The cells of a comma-separated text (RFC 4180), also with semicolons or tabs, as spreadsheets in some places write. */
export function cellsOfCsv(text: string): string[][] {
  const clean = text.replace(/^\uFEFF/, '')
  const firstLine = clean.split(/\r?\n/, 1)[0] ?? ''
  const separator = [',', '，', ';', '\t'].find((each) => firstLine.includes(each)) ?? ','
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  for (let i = 0; i < clean.length; i++) {
    const c = clean[i] as string
    if (quoted) {
      if (c !== '"') cell += c
      else if (clean[i + 1] === '"') cell += clean[++i]
      else quoted = false
    } else if (c === '"' && cell === '') quoted = true
    else if (c === separator) {
      rows.at(-1)?.push(cell)
      cell = ''
    } else if (c === '\n') {
      rows.at(-1)?.push(cell.replace(/\r$/, ''))
      cell = ''
      rows.push([])
    } else cell += c
  }
  rows.at(-1)?.push(cell.replace(/\r$/, ''))
  return rows
}
