/** Says, once for all tests of pages, whether a browser runs here. */
import { expect, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'

const launched = await launchBrowser()

if (launched.browser === undefined) {
  process.stderr.write(
    `!!!!!!!! SKIPPED: every test in a browser, because none starts here: ${launched.why}\n`,
  )
}

test.skipIf(launched.browser === undefined)('a browser starts', async () => {
  expect(launched.browser?.version()).toMatch(/^\d+\./)
  await launched.browser?.close()
})
