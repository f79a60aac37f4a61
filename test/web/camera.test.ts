/** The camera reads a card, and is off when it should be. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCode } from '../../src/protocol/index.ts'
import { launchBrowser, newTablet } from '../support/browser.ts'
import { cameraSeeing } from '../support/fake-camera.ts'
import { systemRandom } from '../support/random.ts'
import { serveHall, type ServedHall } from '../support/served-hall.ts'
import { AtTheTablet } from './at-the-tablet.ts'

const folder = await mkdtemp(path.join(tmpdir(), 'piaojue-camera-'))
const code = makeCode(systemRandom)
const { browser } = await launchBrowser(
  await cameraSeeing(`http://hall.example/vote#${code}`, path.join(folder, 'card.y4m')),
)

describe.skipIf(browser === undefined)('the camera', () => {
  let hall: ServedHall

  beforeAll(async () => {
    hall = await serveHall()
  })
  afterAll(async () => {
    await browser?.close()
    await hall.close()
    await rm(folder, { recursive: true, force: true })
  })

  test('reads the address on a card, and looks for its ballot', async () => {
    if (browser === undefined) return
    const { page, context, faults } = await newTablet(browser)
    const voter = new AtTheTablet(page, hall.url)
    const { words } = voter
    await voter.open()
    await voter.button(words.cameraOn).click()
    await page.getByRole('alert').getByText(words.cardUnknown).waitFor()
    expect(await voter.field().inputValue()).toBe(code)
    // Found or not, the camera is off: another look is another press.
    expect(await page.locator('video').count()).toBe(0)
    expect(faults).toEqual([])
    await context.close()
  })
})
