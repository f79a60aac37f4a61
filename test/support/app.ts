/** The whole app in this process, with a clock that tests move, and people of every role. */
import { hc } from 'hono/client'
import { createApp, type Api } from '../../src/app.ts'
import {
  systemNewId,
  systemRandom,
  type Clock,
  type Context,
  type Log,
  type LogFacts,
} from '../../src/context.ts'
import type { Role } from '../../src/http/session.ts'
import { operatorCode } from '../../src/people/operator-code.ts'
import { codeAt } from '../../src/people/totp.ts'
import { openProofPool } from '../../src/proof-pool/pool.ts'
import type { TestDatabase } from './databases.ts'

export const PASSWORD = 'correct horse 太和'

/** Where the app believes to be: what a browser would send as Origin. */
export const ORIGIN = 'http://hall.test'

export type Client = ReturnType<typeof hc<Api>>

export interface TestClock extends Clock {
  advance(seconds: number): void
}

export interface LoggedEvent {
  readonly level: 'info' | 'warn' | 'error'
  readonly event: string
  readonly facts: LogFacts
}

export interface TestApp {
  readonly ctx: Context
  readonly clock: TestClock
  readonly log: readonly LoggedEvent[]
  /** A request as a browser or a program would send it: `path` begins with `/api`. */
  request(path: string, init?: RequestInit): Promise<Response>
  /** Somebody's browser, with its own cookies. */
  newBrowser(): Browser
  /** Makes an assembly, and signs its secretary in. */
  newAssembly(options?: { name?: string; deputies?: number }): Promise<TestAssembly>
}

export interface Browser {
  readonly client: Client
  readonly cookie: string | undefined
  fetch(path: string, init?: RequestInit): Promise<Response>
}

/** Somebody who is signed in, with the second factor where the role asks for one. */
export interface Person extends Browser {
  readonly staffId: string
  readonly username: string
  /** Of the second factor, in Base32, or undefined without one. */
  readonly totpSecret: string | undefined
}

export interface TestAssembly {
  readonly id: string
  readonly secretary: Person
  readonly deputyIds: readonly string[]
  /** Makes and signs in one more member of staff. */
  person(role: Role, options?: { name?: string; chief?: boolean; deputyId?: string }): Promise<Person>
  /** A meeting where that many of the deputies have signed in. */
  meeting(present: number): Promise<string>
}

/** One pool for all suites of a test file; idle threads do not keep the process alive. */
const proofs = openProofPool()

const START = Date.parse('2026-03-05T01:00:00.000Z')

export function testClock(): TestClock {
  let nowMs = START
  return {
    now: () => new Date(nowMs),
    advance(seconds) {
      nowMs += seconds * 1000
    },
  }
}

export function makeApp(
  { db, config }: Pick<TestDatabase, 'db' | 'config'>,
  options: { clock?: TestClock } = {},
): TestApp {
  const clock = options.clock ?? testClock()
  const { log, events } = recordingLog()
  const ctx: Context = { db, config, clock, log, proofs, random: systemRandom, newId: systemNewId }
  const app = createApp(ctx)
  const request = async (path: string, init?: RequestInit) => app.request(`${ORIGIN}${path}`, init)
  const newBrowser = () => browser(request)
  let people = 0
  const nextUsername = (role: string) => {
    people += 1
    return `${role}-${people}-${Math.random().toString(36).slice(2, 8)}`
  }

  async function newAssembly({ name = '太和镇人民代表大会', deputies = 0 } = {}): Promise<TestAssembly> {
    const username = nextUsername('secretary')
    const made = await newBrowser().client.api.people.assemblies.$post({
      json: {
        operatorCode: await operatorCode(config),
        assembly: { name, level: 'town' },
        secretary: { username, name: '林秘书', password: PASSWORD },
      },
    })
    const { assembly, secretary: staff } = await expectStatus(made, 201)
    const secretary = await enter({ browser: newBrowser(), clock, username, staffId: staff.id })
    const deputyIds = deputies === 0 ? [] : await addDeputies(secretary, deputies)
    return {
      id: assembly.id,
      secretary,
      deputyIds,
      person: async (role, extra = {}) => {
        const json = { username: nextUsername(role), name: `某${role}`, password: PASSWORD, role, ...extra }
        const created = await expectStatus(await secretary.client.api.people.staff.$post({ json }), 201)
        return enter({ browser: newBrowser(), clock, username: json.username, staffId: created.id })
      },
      meeting: async (present) => {
        const { meetings } = secretary.client.api.people
        const json = { name: '第二十届人民代表大会第五次会议', heldOn: '2026-03-05' }
        const { id } = await expectStatus(await meetings.$post({ json }), 201)
        if (present > 0) {
          const signIns = { param: { id }, json: { deputyIds: deputyIds.slice(0, present) } }
          await expectStatus(await meetings[':id']['sign-ins'].$post(signIns), 200)
        }
        return id
      },
    }
  }

  return { ctx, clock, log: events, request, newBrowser, newAssembly }
}

/** The body of an answer that must have this status; otherwise an error that shows what came. */
export async function expectStatus<
  R extends { status: number; json(): Promise<unknown> },
  S extends R['status'],
>(response: R, status: S): Promise<Awaited<ReturnType<Extract<R, { status: S }>['json']>>> {
  if (response.status !== status) {
    throw new Error(`Expected ${status}, got ${response.status}: ${JSON.stringify(await response.json())}`)
  }
  return (await response.json()) as Awaited<ReturnType<Extract<R, { status: S }>['json']>>
}

interface Entering {
  readonly browser: Browser
  readonly clock: TestClock
  readonly username: string
  readonly staffId: string
}

/** Signs in, and sets the second factor up if the role asks for one. */
async function enter({ browser: theirs, clock, username, staffId }: Entering): Promise<Person> {
  const { session } = theirs.client.api.people
  const signed = await expectStatus(await session.$post({ json: { username, password: PASSWORD } }), 201)
  if (!signed.mustEnrol) return personAt(theirs, { staffId, username, totpSecret: undefined })
  const { secret } = await expectStatus(await session['second-factor'].$post(), 201)
  const totp = codeAt(secret, clock.now())
  await expectStatus(await session['second-factor'].confirmation.$post({ json: { totp } }), 200)
  return personAt(theirs, { staffId, username, totpSecret: secret })
}

/** Not by a spread, which would freeze the cookie of this moment. */
function personAt(source: Browser, who: Omit<Person, keyof Browser>): Person {
  return {
    ...who,
    client: source.client,
    fetch: source.fetch,
    get cookie() {
      return source.cookie
    },
  }
}

async function addDeputies(secretary: Person, count: number): Promise<string[]> {
  const deputies = Array.from({ length: count }, (_, index) => ({ name: `代表${index + 1}` }))
  const added = await expectStatus(
    await secretary.client.api.people.deputies.$post({ json: { deputies } }),
    201,
  )
  return added.deputies.map((deputy) => deputy.id)
}

function browser(request: TestApp['request']): Browser {
  let cookie: string | undefined
  async function send(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers)
    if (cookie !== undefined) headers.set('cookie', cookie)
    if (!headers.has('origin')) headers.set('origin', ORIGIN)
    const response = await request(path, { ...init, headers })
    const set = response.headers.get('set-cookie')
    if (set !== null) cookie = /Max-Age=0/i.test(set) ? undefined : set.split(';')[0]
    return response
  }
  const client = hc<Api>(ORIGIN, {
    fetch: (input: string | URL | Request, init?: RequestInit) =>
      send(String(input).slice(ORIGIN.length), init),
  })
  return {
    client,
    fetch: send,
    get cookie() {
      return cookie
    },
  }
}

function recordingLog(): { log: Log; events: LoggedEvent[] } {
  const events: LoggedEvent[] = []
  const at =
    (level: LoggedEvent['level']) =>
    (event: string, facts: LogFacts = {}) => {
      events.push({ level, event, facts })
    }
  return { log: { info: at('info'), warn: at('warn'), error: at('error') }, events }
}
