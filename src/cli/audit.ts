/** `piaojue audit`: verifies archives, with our own verifier, on all cores. */
import { createReadStream } from 'node:fs'
import { openProofPool } from '../proof-pool/pool.ts'
import { verifyArchive, type Report } from '../protocol/index.ts'
import { checkedBy } from './hall.ts'

/** Exit codes: valid, or good so far; findings; could not be read. */
export const AUDIT_OK = 0
export const AUDIT_FINDINGS = 1
export const AUDIT_UNREADABLE = 2

export interface AuditOptions {
  readonly files: readonly string[]
  /** One line of JSON per file instead of sentences. */
  readonly json: boolean
  readonly threads: number
}

export async function audit({ files, json, threads }: AuditOptions): Promise<number> {
  const pool = openProofPool(threads)
  let code = AUDIT_OK
  try {
    for (const file of files) {
      try {
        const report = await verifyArchive(createReadStream(file), {
          ...checkedBy(pool),
          onProgress: showProgress(file),
        })
        clearProgress()
        // A file without a single record was not an archive that could be read; anything else has findings.
        const unreadable = report.checked.records === 0
        code = Math.max(code, unreadable ? AUDIT_UNREADABLE : report.ok ? AUDIT_OK : AUDIT_FINDINGS)
        process.stdout.write(`${json ? JSON.stringify({ file, ...report }) : describe(file, report)}\n`)
      } catch (error) {
        clearProgress()
        code = AUDIT_UNREADABLE
        const reason = readError(error)
        if (json) process.stdout.write(`${JSON.stringify({ file, error: reason })}\n`)
        process.stderr.write(`${file}: ${reason}\n`)
      }
    }
  } finally {
    await pool.close()
  }
  return code
}

function readError(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  switch (code) {
    case 'ENOENT':
      return '没有这个文件，请检查路径 / there is no such file: check the path'
    case 'EISDIR':
      return '这是一个文件夹，请指定其中的 .bel 文件 / this is a folder: name the .bel file in it'
    case 'EACCES':
      return '没有读取权限 / no permission to read it'
    default:
      return error instanceof Error ? error.message : String(error)
  }
}

const STAGES: Record<Report['stage'], string> = {
  unreadable: '读不出选举 / no election could be read',
  open: '投票中，到目前为止 / voting is open, so far',
  closed: '已截止、未开箱，到目前为止 / closed and not yet opened, so far',
  counted: '已计票 / counted',
}

/** The report in sentences. */
export function describe(file: string, report: Report): string {
  const { checked, election } = report
  const lines = [`${file}: ${STAGES[report.stage]}`]
  if (election !== undefined) {
    lines.push(`  ${election.name} · ${election.uuid}`, `  选举指纹 / fingerprint: ${election.fingerprint}`)
  }
  lines.push(
    `  核验了 ${checked.records} 条记录、${checked.events} 个事件、${checked.trustees} 位监票人、` +
      `${checked.credentials} 个凭证、${checked.ballots} 张选票、${checked.partialDecryptions} 份解密份额`,
    `  checked ${checked.records} records, ${checked.events} events, ${checked.trustees} trustees, ` +
      `${checked.credentials} credentials, ${checked.ballots} ballots, ${checked.partialDecryptions} decryption shares`,
  )
  if (checked.replaced > 0) {
    lines.push(
      `  其中 ${checked.replaced} 张被同一凭证后来的票取代 / ${checked.replaced} were replaced by later ballots`,
    )
  }
  if (report.head !== undefined) lines.push(`  最后事件 / last event: ${report.head}`)
  for (const [i, row] of (report.result ?? []).entries()) {
    const question = election?.questions[i]
    const labels =
      question === undefined ? [] : [...(question.blank === true ? ['弃权'] : []), ...question.answers]
    lines.push(`  ${question?.question ?? i + 1}: ${row.map((n, j) => `${labels[j] ?? j} ${n}`).join(', ')}`)
  }
  if (report.ok) {
    lines.push('  没有发现问题 / nothing was found wrong')
  } else {
    lines.push(`  发现 ${report.findings.length} 个问题 / ${report.findings.length} findings:`)
    for (const { zh, en, code } of report.findings) lines.push(`  ✗ ${zh}`, `    ${en} [${code}]`)
  }
  return lines.join('\n')
}

function showProgress(file: string): (progress: { records: number; ballots: number }) => void {
  if (!process.stderr.isTTY) return () => {}
  return ({ records, ballots }) => {
    process.stderr.write(`\r\u001b[K${file}: ${records} 条记录，${ballots} 张选票 …`)
  }
}

function clearProgress(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K')
}
