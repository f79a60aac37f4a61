import { useContext } from 'preact/hooks'
import { inspectionEn } from './strings.inspection.en.ts'
import { inspectionZh, type InspectionWords } from './strings.inspection.zh.ts'
import { LanguageContext } from './words.ts'

export function useInspectionWords(): InspectionWords {
  return useContext(LanguageContext) === 'zh' ? inspectionZh : inspectionEn
}
