/** The rehearsal: the very screens of the opening, with a practice secret, on this device alone. */
import { useEffect, useMemo, useState } from 'preact/hooks'
import type { BallotConsole } from '../../../ballot/model.ts'
import type { Figures } from '../../../ballot/questions.ts'
import { useAct } from '../../shared/act.ts'
import { Heading } from '../parts/heading.tsx'
import { Loading } from '../parts/states.tsx'
import { linkTo } from '../route.ts'
import { useWords } from '../words.ts'
import { useDevice, type Device } from './device.ts'
import { FiguresTable } from './figures-table.tsx'
import { Opening, type OpeningWork } from './opening.tsx'
import { Groups, NewHeading, Trouble } from './parts.tsx'
import { SecretShown } from './secret-shown.tsx'
import { FINGERPRINT_TYPED } from './typed.ts'
import type { RehearsalTask } from './worker-messages.ts'

export function Rehearsal({ ballot }: { readonly ballot: BallotConsole }) {
  const words = useWords().teller
  const device = useDevice()
  const [rehearsal, setRehearsal] = useState<RehearsalTask>()
  const { title, options } = words.rehearsal
  const { run, error } = useAct(async () => {
    const { tellers: size, threshold } = ballot
    setRehearsal(await device.ask('rehearse', { title, options, size, threshold }))
  })
  useEffect(() => void run(), [run])
  return (
    <section class="stack rehearsal">
      <p class="mark">{words.rehearsal.mark}</p>
      <Heading>{words.rehearsal.heading}</Heading>
      <p>{words.rehearsal.text}</p>
      <Trouble error={error} />
      {rehearsal === undefined ? (
        error === undefined && <Loading />
      ) : (
        <Rehearsed ballot={ballot} rehearsal={rehearsal} device={device} />
      )}
      <p>
        <a href={linkTo.ballot(ballot.uuid)}>{words.rehearsal.leave}</a>
      </p>
    </section>
  )
}

function Rehearsed({
  ballot,
  rehearsal,
  device,
}: {
  readonly ballot: BallotConsole
  readonly rehearsal: RehearsalTask
  readonly device: Device
}) {
  const words = useWords().teller
  const [written, setWritten] = useState(false)
  const [figures, setFigures] = useState<Figures>()
  const work = useMemo<OpeningWork>(
    () => ({
      // Here the others come after: whoever rehearses is the first.
      task: async () => ({ ...rehearsal.task, shares: 0 }),
      archive: async () => rehearsal.archive,
      opened: async () => undefined,
      give: async (share) => setFigures(await device.ask('finishRehearsal', { share })),
    }),
    [rehearsal, device],
  )
  if (!written) {
    return <SecretShown ballot={ballot} seed={rehearsal.seed} practice onWritten={() => setWritten(true)} />
  }
  if (figures !== undefined) {
    return (
      <section class="stack">
        <NewHeading level={2}>{words.rehearsal.doneHeading}</NewHeading>
        <p role="status">{words.rehearsal.done}</p>
        <FiguresTable options={rehearsal.definition.options} figures={figures} />
      </section>
    )
  }
  return (
    <>
      <div class="compare">
        <h2>{words.rehearsal.knownHeading}</h2>
        <p>{words.rehearsal.known(rehearsal.known.returned)}</p>
        <Groups text={rehearsal.known.fingerprint.slice(0, FINGERPRINT_TYPED)} />
      </div>
      <Opening work={work} device={device} ballots={rehearsal.known.returned} missing={[]} />
      <p>
        <button type="button" class="quiet" onClick={() => setWritten(false)}>
          {words.rehearsal.showAgain}
        </button>
      </p>
    </>
  )
}
