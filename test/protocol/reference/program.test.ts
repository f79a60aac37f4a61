/** Is the reference program there? Said once for the whole run, and loudly where it is not. */
import { expect, test } from 'vitest'
import { beleniosTool, beleniosToolSkipLine } from '../../support/belenios-tool.ts'

const tool = beleniosTool()

// `npm test` has said so already, before it tried to fetch the program.
if (tool === undefined && process.env.npm_lifecycle_event !== 'test')
  process.stderr.write(beleniosToolSkipLine())

test.skipIf(tool === undefined)('the reference program is 3.3 or later', () => {
  expect(tool?.version).toMatch(/^(?:3\.(?:[3-9]|\d\d)|[4-9]|\d\d)/)
})
