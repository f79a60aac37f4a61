/** Who works at this device. */
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Me } from '../../people/model.ts'

export type { Me }

export interface Session {
  readonly me: Me
  /** The service could not be asked who is there: it last said so at this time, by this phone's clock. */
  readonly unconfirmedSince: number | undefined
  /** After the second factor was set up, say. */
  readonly change: (me: Me) => void
  readonly signOut: () => void
}

export const SessionContext = createContext<Session | undefined>(undefined)

/** The session; only below the sign-in, where there is one. */
export function useSession(): Session {
  const session = useContext(SessionContext)
  if (session === undefined) throw new Error('nobody is signed in here')
  return session
}

/** Who sees all that residents ask for; only the secretary acts on it here. */
export function seesDemands(role: Me['role']): boolean {
  return role === 'secretary' || role === 'presidium' || role === 'auditor'
}

export function useMe(): Me {
  return useSession().me
}
