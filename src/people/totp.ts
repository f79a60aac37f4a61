/** The second factor: six digits that change every 30 seconds (RFC 6238), as every authenticator app makes them. */
import { Secret, TOTP } from 'otpauth'

const SECRET_BYTES = 20
const STEP_SECONDS = 30
/** A phone's clock may be one step off, either way. */
const STEPS_OFF_MAX = 1

export interface Enrolment {
  /** Base32, to be typed in by hand. */
  readonly secret: string
  /** `otpauth://…`, to be shown as a QR code. */
  readonly uri: string
}

export function newSecret(random: (byteCount: number) => Uint8Array): string {
  return new Secret({ buffer: new Uint8Array(random(SECRET_BYTES)).buffer }).base32
}

export function enrolmentOf(secret: string, username: string): Enrolment {
  const totp = new TOTP({ issuer: '票决 Piaojue', label: username, secret, period: STEP_SECONDS })
  return { secret, uri: totp.toString() }
}

/** The time step that this code belongs to, or null if it fits none that is near. Whether it was used is not asked here. */
export function stepOfCode(code: string, secret: string, now: Date): number | null {
  const timestamp = now.getTime()
  const delta = TOTP.validate({
    token: code,
    secret: Secret.fromBase32(secret),
    period: STEP_SECONDS,
    timestamp,
    window: STEPS_OFF_MAX,
  })
  return delta === null ? null : TOTP.counter({ period: STEP_SECONDS, timestamp }) + delta
}

/** The code that an authenticator shows at this moment: for the demonstration and the tests, which have no phone. */
export function codeAt(secret: string, now: Date): string {
  return TOTP.generate({ secret: Secret.fromBase32(secret), period: STEP_SECONDS, timestamp: now.getTime() })
}
