/** Which of its states the hall is at, and what is shown of it. */
import { Candidates, Sealed, SignIn } from './before.tsx'
import { Message } from './message.tsx'
import { Result } from './result.tsx'
import type { ScreenView } from './service.ts'
import { ByHand, Closed, Closing, Counted, Open, Void } from './voting.tsx'
import { useWords } from './words.ts'

export function Stage({ view, offsetMs }: { readonly view: ScreenView; readonly offsetMs: number }) {
  const words = useWords()
  const { ballot, meeting, rule } = view
  if (ballot === null) {
    if (meeting === null) return <Message heading={words.notConvened}>{words.notConvenedText}</Message>
    // While the candidates are explained, before anybody drafts the vote.
    return meeting.quorate && rule?.listFixed === true ? (
      <Candidates view={view} />
    ) : (
      <SignIn meeting={meeting} rule={rule} />
    )
  }
  switch (ballot.state) {
    case 'draft':
    case 'keyed':
    case 'carded':
      return <Candidates view={view} />
    case 'sealed':
      return <Sealed ballot={ballot} />
    case 'open':
      return ballot.closesAt === null ? (
        <Open view={view} ballot={ballot} />
      ) : (
        <Closing view={view} ballot={ballot} closesAt={ballot.closesAt} offsetMs={offsetMs} />
      )
    case 'closed':
      return <Closed view={view} ballot={ballot} />
    case 'byHand':
      return <ByHand ballot={ballot} />
    case 'counted':
      return <Counted ballot={ballot} />
    case 'announced':
      return <Result view={view} ballot={ballot} />
    case 'void':
      return <Void ballot={ballot} />
  }
}
