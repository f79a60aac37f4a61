/** Times as they are said in a hall. */
import type { Language } from '../../shared/language.ts'

/** Hours and minutes here; with the day where it is another. */
export function clockTime(iso: string, language: Language): string {
  const time = new Date(iso)
  const tag = language === 'zh' ? 'zh-CN' : 'en-GB'
  const clock = time.toLocaleTimeString(tag, { hour: '2-digit', minute: '2-digit', hour12: false })
  return time.toDateString() === new Date().toDateString()
    ? clock
    : `${time.toLocaleDateString(tag, { month: 'short', day: 'numeric' })} ${clock}`
}

/** Minutes and seconds: "3:05". */
export function minutes(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
