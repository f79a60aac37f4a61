/**
 * The states of a ballot and the gates between them: what may be done now, and if not, what is missing. Pure; the one
 * place that knows the order of the ceremony.
 */
import type { BallotMethod, BallotState } from '../db/tables.ts'

/** What the gates look at. */
export interface Progress {
  readonly state: BallotState
  /** A practice ballot is never opened, and needs no quorum. */
  readonly practice: boolean
  readonly method: BallotMethod
  readonly tellers: {
    readonly count: number
    readonly threshold: number
    readonly approved: boolean
    /** Tellers who have shown, after the ceremony, that they still have their secret. */
    readonly secretsProved: number
    readonly zeroReports: number
    readonly chiefSignedZero: boolean
    readonly sealChecks: number
    readonly shares: number
  }
  readonly cardsIssued: number | null
  /** Whether there are more ballots in the box than cards were recorded as handed out. */
  readonly moreThanIssued: boolean
  /** Whether the cards that were not handed out have been counted and destroyed. */
  readonly unusedDestroyed: boolean
  readonly present: number
  readonly quorum: number
  /** ISO time after which the box may be cut, if the close has been announced. */
  readonly closesAt: string | null
  readonly now: string
  readonly tallied: boolean
  /** What `reconcile` found; null before the count. */
  readonly discrepancies: readonly string[] | null
}

export type Step =
  | 'approveTellers'
  | 'makeKeys'
  | 'restartKeys'
  | 'proveSecret'
  | 'makeCards'
  | 'signZeroReport'
  | 'seal'
  | 'checkSeal'
  | 'open'
  | 'issueCards'
  | 'voidCard'
  | 'cast'
  | 'announceClose'
  | 'retractClose'
  | 'close'
  | 'destroyUnused'
  | 'giveShare'
  | 'count'
  | 'switchMethod'
  | 'handCount'
  | 'restartHandCount'
  | 'announce'
  | 'void'

/** Signed zero reports that sealing needs: the chief teller's and one more, or all of fewer. */
export function zeroReportsNeeded(tellers: number): number {
  return Math.min(2, tellers)
}

/**
 * Confirmations of the sealed box that opening needs: so many that fewer tellers than the threshold are left, whose
 * keys somebody might have exchanged.
 */
export function sealChecksNeeded(tellers: number, threshold: number): number {
  return tellers - threshold + 1
}

const STATE_NAMES: Record<BallotState, { readonly zh: string; readonly en: string }> = {
  draft: { zh: '起草', en: 'drafted' },
  keyed: { zh: '钥匙已成', en: 'keys made' },
  carded: { zh: '票卡已制', en: 'cards made' },
  sealed: { zh: '已封箱', en: 'sealed' },
  open: { zh: '投票中', en: 'voting' },
  closed: { zh: '已截止', en: 'closed' },
  byHand: { zh: '人工计票', en: 'count by hand' },
  counted: { zh: '已计票', en: 'counted' },
  announced: { zh: '已宣布', en: 'announced' },
  void: { zh: '已作废', en: 'void' },
}

/** In which states each step belongs. */
const STATES: Record<Step, readonly BallotState[]> = {
  // Who counts by hand is approved too, if that came first.
  approveTellers: ['draft', 'keyed', 'carded', 'byHand'],
  makeKeys: ['draft'],
  restartKeys: ['draft', 'keyed', 'carded'],
  proveSecret: ['keyed', 'carded'],
  makeCards: ['keyed', 'carded'],
  signZeroReport: ['carded'],
  seal: ['carded'],
  checkSeal: ['sealed'],
  open: ['sealed'],
  issueCards: ['sealed', 'open'],
  voidCard: ['sealed', 'open'],
  cast: ['open'],
  announceClose: ['open'],
  retractClose: ['open'],
  close: ['open', 'closed'],
  destroyUnused: ['closed', 'counted'],
  giveShare: ['closed'],
  count: ['closed'],
  switchMethod: ['draft', 'keyed', 'carded', 'sealed', 'open', 'closed'],
  handCount: ['byHand'],
  restartHandCount: ['byHand'],
  announce: ['counted'],
  void: ['draft', 'keyed', 'carded', 'sealed', 'open', 'closed', 'byHand', 'counted'],
}

const NOT_APPROVED = '监票人还没有经会议通过 / the meeting has not approved the tellers yet'

/** Without the numbers: while the box is open, the one returned is shown in steps of five only. */
const MORE_THAN_ISSUED =
  '箱里的票比登记发出的多，请总监票人先把后来发出的票卡补登记 / there are more ballots than cards recorded: the chief teller must first record the cards handed out since'

/** Opened, a practice vote would tell beforehand how the real one may come out. */
const PRACTICE_STAYS_SHUT = '试投不开箱、不计票 / a practice vote is never opened or counted'

/** Why a step cannot be done now, in sentences that say what to do; empty when it can. */
export function missingFor(step: Step, progress: Progress): string[] {
  const missing: string[] = []
  const needs = (condition: boolean, sentence: string): void => {
    if (!condition) missing.push(sentence)
  }
  if (!STATES[step].includes(progress.state)) {
    const names = STATES[step].map((state) => STATE_NAMES[state])
    const [zh, en] = [names.map((name) => name.zh).join('、'), names.map((name) => name.en).join('” or “')]
    const now = STATE_NAMES[progress.state]
    return [
      `现在是「${now.zh}」，这一步要在「${zh}」时做 / the vote stands at “${now.en}”, and this is done at “${en}”`,
    ]
  }
  const { tellers } = progress
  switch (step) {
    case 'seal':
      needs(tellers.approved, NOT_APPROVED)
      needs(
        tellers.secretsProved >= tellers.count,
        `每名监票人都要重输一遍自己的开箱密码，证明还在手上，现有 ${tellers.secretsProved} 名 / every teller must enter the secret once more: ${tellers.secretsProved} of ${tellers.count} have`,
      )
      needs(
        tellers.chiefSignedZero && tellers.zeroReports >= zeroReportsNeeded(tellers.count),
        `零票报告须由总监票人和另一名监票人签署，现有 ${tellers.zeroReports} 份 / the zero report needs the chief teller and one more`,
      )
      break
    case 'open':
      needs(
        tellers.sealChecks >= sealChecksNeeded(tellers.count, tellers.threshold),
        `封箱后要有 ${sealChecksNeeded(tellers.count, tellers.threshold)} 名监票人在自己的设备上核对，现有 ${tellers.sealChecks} 名 / tellers must check the sealed box on their own devices`,
      )
      // Of an assembly without deputies the quorum is 0: there is nobody to decide.
      needs(
        progress.practice || (progress.present > 0 && progress.present >= progress.quorum),
        `到会 ${progress.present} 人，不足法定人数 ${progress.quorum} 人 / ${progress.present} present, quorum is ${progress.quorum}`,
      )
      break
    case 'announceClose':
      needs(progress.cardsIssued !== null, '先登记发出的票卡数 / first record how many cards were issued')
      needs(!progress.moreThanIssued, MORE_THAN_ISSUED)
      needs(progress.closesAt === null, '已经预告截止 / the close has been announced already')
      break
    case 'close':
      needs(progress.state !== 'open' || !progress.moreThanIssued, MORE_THAN_ISSUED)
      needs(
        progress.closesAt !== null && progress.closesAt <= progress.now,
        progress.closesAt === null
          ? '先预告截止 / first announce the close'
          : '预告的截止时间还没有到 / the announced time has not come',
      )
      break
    case 'retractClose':
      needs(
        progress.closesAt !== null && progress.closesAt > progress.now,
        progress.closesAt === null
          ? '还没有预告截止，不用撤回 / the close has not been announced'
          : '预告的时间已到，不能撤回，请按「截止」 / the announced time has come: press close',
      )
      break
    case 'giveShare':
      needs(!progress.practice, PRACTICE_STAYS_SHUT)
      needs(
        progress.tallied,
        '加密总数还没有算好，请重按「截止」 / the encrypted tally is not there yet: press close again',
      )
      break
    case 'count':
      needs(!progress.practice, PRACTICE_STAYS_SHUT)
      needs(
        progress.tallied,
        '加密总数还没有算好，请重按「截止」 / the encrypted tally is not there yet: press close again',
      )
      needs(
        tellers.shares >= tellers.threshold,
        `开箱要 ${tellers.threshold} 名监票人，现有 ${tellers.shares} 名 / ${tellers.threshold} tellers are needed, ${tellers.shares} have opened`,
      )
      break
    case 'announce':
      needs(
        progress.method !== 'electronic' || progress.unusedDestroyed,
        '未用的票卡还没有清点销毁 / the unused cards have not been counted and destroyed',
      )
      missing.push(...(progress.discrepancies ?? []))
      break
    case 'switchMethod':
      needs(!progress.practice, '试投不用改为人工计票 / a practice vote is not counted at all')
      break
    case 'handCount':
      needs(tellers.approved, NOT_APPROVED)
      needs(
        progress.present > 0 && progress.present >= progress.quorum,
        `到会 ${progress.present} 人，不足法定人数 ${progress.quorum} 人 / ${progress.present} present, quorum is ${progress.quorum}`,
      )
      break
    case 'approveTellers':
    case 'makeKeys':
    case 'restartKeys':
    case 'proveSecret':
    case 'voidCard':
    case 'restartHandCount':
    case 'destroyUnused':
    case 'makeCards':
    case 'signZeroReport':
    case 'checkSeal':
    case 'issueCards':
    case 'cast':
    case 'void':
      break
  }
  return missing
}
