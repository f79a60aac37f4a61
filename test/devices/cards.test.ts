/** What the chief teller's device makes, and how a card is named without its code. */
import { describe, expect, test } from 'vitest'
import { makeCards, numberOfCard } from '../../src/devices/cards.ts'
import { ed25519, makeCode, publicCredential, randomUuid } from '../../src/protocol/index.ts'
import { systemRandom } from '../support/random.ts'

const uuid = randomUuid(systemRandom)

describe('cards', () => {
  const cards = makeCards(uuid, 30, systemRandom)

  test('the number of a card is the place of its public half in the sorted list', () => {
    expect(cards.credentials).toEqual(cards.credentials.toSorted())
    for (const [i, code] of cards.codes.entries()) {
      const number = cards.numbers[i] as number
      expect(cards.credentials[number - 1]).toBe(publicCredential(ed25519, uuid, code))
      expect(numberOfCard(uuid, code, cards.credentials)).toBe(number)
    }
    expect(cards.numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, i) => i + 1))
  })

  test('the order of printing is not the order of the list', () => {
    expect(cards.numbers).not.toEqual(cards.numbers.toSorted((a, b) => a - b))
  })

  test('a card of another ballot has no number', () => {
    expect(numberOfCard(uuid, makeCode(systemRandom), cards.credentials)).toBeUndefined()
    const other = makeCards(randomUuid(systemRandom), 1, systemRandom)
    expect(numberOfCard(uuid, other.codes[0] as (typeof other.codes)[number], cards.credentials)).toBe(
      undefined,
    )
  })
})
