import { OF_THE_HALL } from '../words.ts'

/** Which of several buttons of the same name this one is. */
export function Whose({ name }: { readonly name: string }) {
  return (
    <span class="only-heard" lang={OF_THE_HALL}>
      {' '}
      {name}
    </span>
  )
}
