/** The camera reads a card, and is off when it should be. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCode } from '../../src/protocol/index.ts'
import { inspect, launchBrowser, newTablet } from '../support/browser.ts'
import { cameraSeeing } from '../support/fake-camera.ts'
import { systemRandom } from '../support/random.ts'
import { serveHall, type ServedHall } from '../support/served-hall.ts'
import { atATablet, AtTheTablet } from './at-the-tablet.ts'

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

  test.each(['zh', 'en'] as const)('is on only while it is wanted, %s', (language) =>
    atATablet({ browser, url: hall.url, language }, async (voter, page) => {
      const { words } = voter
      await page.addInitScript(`navigator.mediaDevices.getUserMedia = async () => {
        const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 })
        canvas.getContext('2d').fillRect(0, 0, 640, 480)
        window.seen = canvas.captureStream(5)
        return window.seen
      }`)
      const live = (): Promise<boolean> =>
        page.evaluate<boolean>(`window.seen.getTracks().some(({ readyState }) => readyState === 'live')`)
      await voter.open()
      await voter.button(words.cameraOn).click()
      await page.getByText(words.cameraAim).waitFor()
      expect(await live()).toBe(true)
      expect(await inspect(page, `vote-${language}-60-camera`)).toEqual([])
      await voter.button(words.cameraOff).click()
      await expect.poll(live).toBe(false)
      await voter.button(words.cameraOn).click()
      await page.getByText(words.cameraAim).waitFor()
      // Who types meanwhile leaves the screen, and the camera goes off.
      await voter.type(makeCode(systemRandom))
      await page.getByText(words.cardUnknown).waitFor()
      await expect.poll(live).toBe(false)
    }),
  )

  test.each([
    ['NotAllowedError', 'denied', 'zh'],
    ['NotFoundError', 'none', 'en'],
    ['NotReadableError', 'busy', 'zh'],
  ] as const)('that cannot be had is said in a sentence: %s', (name, trouble, language) =>
    atATablet({ browser, url: hall.url, language }, async (voter, page) => {
      await page.addInitScript(
        `navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', '${name}'))`,
      )
      await voter.open()
      await voter.button(voter.words.cameraOn).click()
      await page.getByRole('alert').getByText(voter.words.cameraTrouble[trouble]).waitFor()
      expect(await inspect(page, `vote-${language}-61-camera-${trouble}`)).toEqual([])
    }),
  )

  test('that the browser does not give (no TLS) is not offered', () =>
    atATablet({ browser, url: hall.url }, async (voter, page) => {
      await page.addInitScript('delete Navigator.prototype.mediaDevices')
      await voter.open()
      await voter.sees(voter.words.cardHeading)
      await page.waitForLoadState('networkidle')
      expect(await voter.button(voter.words.cameraOn).count()).toBe(0)
    }))
})
