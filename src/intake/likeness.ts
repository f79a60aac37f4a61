/** Whether two demands may ask for the same: which words of a text say what it is about, and how much two have in common. Pure. */
import { gramsOf } from './grams.ts'

/** What people say in every demand, whatever it is about. */
const COURTESIES =
  /希望|尽快|尽早|及时|建议|要求|请求|请|反映|解决|处理|(?:有关|相关)部门|政府|我们|大家|居民|群众|村民|能够|能否|可以|一下|问题|严重|不方便|不便|没有|比较|非常|谢谢|领导|重视/gu

/** Below this, two texts only happen to share a word. Between texts that ask for the same it is 0.09 to 0.5. */
export const LIKENESS_MIN = 0.08
/** People name the category of what they ask for: the same one makes two demands that much more alike. */
const SAME_CATEGORY = 1.5

/** The words that a text is about, each once. */
export function topicWords(text: string): string[] {
  return gramsOf(text.replaceAll(COURTESIES, '，'))
}

export interface Topic {
  readonly category: string
  readonly words: readonly string[]
}

/**
 * How much another demand has in common with this one: 0 when nothing, 1 when every word (1.5 in the same category). A
 * word counts the more, the fewer of `demands` demands have it: `having` says how many, for words of this one.
 */
export function likeness(
  one: Topic,
  other: Topic,
  { having, demands }: { readonly having: ReadonlyMap<string, number>; readonly demands: number },
): number {
  if (one.words.length === 0 || other.words.length === 0) return 0
  const weightOf = (word: string): number => Math.log(1 + demands / Math.max(having.get(word) ?? 1, 1))
  const own = sum(one.words.map(weightOf))
  const others = new Set(other.words)
  const shared = one.words.filter((word) => others.has(word))
  const common = sum(shared.map(weightOf))
  // How rare the other's own words are is not looked up: as rare as those of this one, on the whole.
  const rest = (own / one.words.length) * (others.size - shared.length)
  return (common / Math.sqrt(own * (common + rest))) * (one.category === other.category ? SAME_CATEGORY : 1)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, each) => all + each, 0)
}
