import type { Language } from '../../shared/language.ts'
import { useLanguage } from '../words.ts'
import { en } from './strings.en.ts'
import { zh, type ProposalWords } from './strings.zh.ts'

const PROPOSAL_WORDS: Readonly<Record<Language, ProposalWords>> = { zh, en }

export function useProposalWords(): ProposalWords {
  return PROPOSAL_WORDS[useLanguage()]
}
