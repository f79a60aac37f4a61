/** What is said about photos, wherever they are chosen or shown. */
export interface PhotoWords {
  readonly heading: string
  readonly hint: string
  readonly choose: string
  readonly photo: (n: number) => string
  readonly enlarge: (n: number) => string
  readonly remove: (n: number) => string
  readonly removeIt: string
  readonly close: string
  readonly preparing: string
  readonly sending: (n: number, all: number) => string
  readonly sent: (count: number) => string
  readonly unreadable: (names: string) => string
  readonly tooMany: string
  readonly notSent: (count: number) => string
  readonly again: string
  readonly notShown: string
}
