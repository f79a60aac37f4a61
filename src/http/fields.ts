/** The fields that many inputs share. Text that a database could not keep exactly is refused at the border. */
import { z } from 'zod'

/** C0 and C1 control characters; PostgreSQL keeps no NUL. */
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/
// oxlint-disable-next-line no-control-regex
const CONTROL_BUT_LINES = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/

/** Half of a character: no UTF-8 has it. */
const LONE_SURROGATE = /\p{Surrogate}/u

const UNPRINTABLE =
  '含有不能显示的字符，请删去 / contains characters that cannot be shown: please remove them'

/** One line of text for people, trimmed, of 1 to `charactersMax` UTF-16 units. */
export function line(charactersMax: number) {
  return z
    .string()
    .trim()
    .min(1, '请填写 / please fill this in')
    .max(charactersMax, `最多 ${charactersMax} 个字 / at most ${charactersMax} characters`)
    .refine((text) => !LONE_SURROGATE.test(text) && !CONTROL.test(text), UNPRINTABLE)
}

/** Text that may have several lines, trimmed, of 1 to `charactersMax` UTF-16 units. */
export function paragraphs(charactersMax: number) {
  return z
    .string()
    .trim()
    .min(1, '请填写 / please fill this in')
    .max(charactersMax, `最多 ${charactersMax} 个字 / at most ${charactersMax} characters`)
    .refine((text) => !LONE_SURROGATE.test(text) && !CONTROL_BUT_LINES.test(text), UNPRINTABLE)
}

/** Why something out of the ordinary is done: it is recorded. */
export const Reason = z.strictObject({ reason: paragraphs(500) })

/** The id of a row, as `newId` makes them. */
export const Id = z.string().regex(/^[0-9A-Za-z-]{1,64}$/, '编号不对 / this is not an id')

/** A calendar day, YYYY-MM-DD, that exists. */
export const Day = z.iso.date('日期须为 年-月-日，例如 2026-03-05 / a date must be like 2026-03-05')

/** `/:id` of a path. */
export const IdParam = z.strictObject({ id: Id })
