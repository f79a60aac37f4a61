/** What states and channels are called in Chinese: on the hall's sheets, and on pages. No zod here: pages read it too. */
import type { DemandState } from './steps.ts'

export const CHANNEL_WORDS = { reception: '坐诊', visit: '巡诊', online: '网诊' } as const

export const STATE_WORDS: Readonly<Record<DemandState, string>> = {
  taken: '待交办',
  assigned: '已交办',
  handled: '已办理',
  answered: '已答复',
  confirmed: '已办结',
  reopened: '重新办理',
}
