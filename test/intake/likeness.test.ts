import * as fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Demand } from '../../src/intake/model.ts'
import { likeness, topicWords, type Topic } from '../../src/intake/likeness.ts'
import { makeApp } from '../support/app.ts'
import { ask } from '../support/ballots.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { makeTown, takenDemand, type TestTown } from '../support/intake.ts'

/** What residents of a town ask for, in their own words: those of one list ask for the same. */
const ASKED: readonly { readonly category: string; readonly texts: readonly string[] }[] = [
  {
    category: '交通出行',
    texts: [
      '第一网格1号楼门口的路灯不亮，晚上出门害怕。',
      '1号楼门前路灯坏了三盏，晚上老人走路看不见，希望尽快修好。',
      '第一网格楼前路灯损坏多日',
    ],
  },
  {
    category: '农田水利',
    texts: [
      '东组水渠淤塞，灌溉困难',
      '水渠多年没有清淤，稻田灌不上水，希望尽快解决',
      '农田灌溉水渠渗漏严重，请修复',
    ],
  },
  {
    category: '养老服务',
    texts: ['希望建日间照料中心', '家里老人白天没人照看，希望镇里办一个日间照料中心或者老人食堂'],
  },
  { category: '文化体育', texts: ['周田村没有健身器材', '文化广场健身器材损坏，希望尽快更换'] },
  { category: '交通出行', texts: ['西坑到镇上没有公交，老人看病不方便', '希望增加一趟到镇卫生院的公交车'] },
  {
    category: '环境卫生',
    texts: ['垃圾桶太少，垃圾堆在路口，夏天很臭，希望尽快解决', '路口垃圾没人清运，臭味大'],
  },
]

function topic(text: string, category = '其他'): Topic {
  return { category, words: topicWords(text) }
}

describe('likeness', () => {
  const known = { having: new Map<string, number>(), demands: 100 }

  test('what people say in every demand says nothing about it', () => {
    expect(topicWords('希望有关部门尽快解决，谢谢！')).toEqual([])
    expect(topicWords('希望尽快修路灯')).toEqual(topicWords('修路灯'))
    expect(likeness(topic('请尽快解决'), topic('请尽快解决'), known)).toBe(0)
  })

  test('a rare word counts for more than one that many have', () => {
    const having = new Map(topicWords('晚上').map((word) => [word, 90]))
    const [one, rare, common] = [topic('晚上，路灯'), topic('路灯，学校'), topic('晚上，学校')]
    expect(likeness(one, rare, { having, demands: 100 })).toBeGreaterThan(
      likeness(one, common, { having, demands: 100 }),
    )
  })

  test('is between nothing in common and a text itself, and more within a category', () => {
    const words = fc.array(fc.stringMatching(/^[a-d]{1,2}$/), { maxLength: 8 }).map((all) => all.join(' '))
    const counts = fc.dictionary(fc.stringMatching(/^[a-d]{1,2}$/), fc.nat(200))
    fc.assert(
      fc.property(words, words, counts, fc.integer({ min: 1, max: 200 }), (a, b, found, demands) => {
        const having = new Map(
          Object.entries(found).flatMap(([word, count]) => topicWords(word).map((each) => [each, count])),
        )
        const like = likeness(topic(a), topic(b, '教育'), { having, demands })
        expect(like).toBeGreaterThanOrEqual(0)
        expect(like).toBeLessThanOrEqual(1 + 1e-9)
        const shared = topicWords(a).some((word) => topicWords(b).includes(word))
        expect(like > 0).toBe(shared)
        const within = likeness(topic(a), topic(b), { having, demands })
        expect(within > like).toBe(shared)
      }),
    )
    expect(likeness(topic('村口路灯'), topic('村口路灯', '教育'), known)).toBeCloseTo(1)
  })
})

describeOnEachDatabase('similar demands', (make) => {
  let town: TestTown
  const asked = new Map<string, { readonly topic: number; readonly text: string }>()

  beforeAll(async () => {
    town = await makeTown(makeApp(await make()))
    for (const [i, { category, texts }] of ASKED.entries())
      for (const text of texts)
        asked.set((await takenDemand(town, { category, text })).id, { topic: i, text })
  })

  test('every demand finds all that ask for the same, before anything else', async () => {
    for (const [id, { topic: about, text }] of asked) {
      const path = `/api/intake/demands/${id}/similar`
      const { demands } = await ask<{ demands: Demand[] }>(town.secretary, `GET ${path}`)
      const same = [...asked].filter(([other, each]) => other !== id && each.topic === about)
      expect(new Set(demands.slice(0, same.length).map((each) => each.text)), text).toEqual(
        new Set(same.map(([, each]) => each.text)),
      )
      expect(demands.length, text).toBeLessThanOrEqual(same.length + 1)
    }
  })
})
