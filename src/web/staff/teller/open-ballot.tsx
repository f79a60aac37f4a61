/** The opening of a real ballot, and what comes of it. */
import { useMemo } from 'preact/hooks'
import type { BallotConsole } from '../../../ballot/model.ts'
import { useAct } from '../../shared/act.ts'
import { ActButton } from '../parts/act-button.tsx'
import { useWords } from '../words.ts'
import type { Device } from './device.ts'
import { openedBefore, rememberOpened } from './opened.ts'
import { Opening, type OpeningWork } from './opening.tsx'
import { Trouble } from './parts.tsx'
import { countBox, readArchive, readShareTask, sendShare } from './service.ts'
import { hasCome, shares, type OwnTeller, type StepStatus } from './steps.ts'

export function OpenBallot({
  ballot,
  own,
  status,
  device,
  onChanged,
}: {
  readonly ballot: BallotConsole
  readonly own: OwnTeller
  readonly status: StepStatus
  readonly device: Device
  readonly onChanged: () => Promise<void>
}) {
  const words = useWords().teller
  const { uuid, threshold } = ballot
  const work = useMemo<OpeningWork>(
    () => ({
      task: () => readShareTask(uuid),
      archive: () => readArchive(uuid),
      opened: () => openedBefore(uuid),
      give: async (share, tallyHash) => {
        await rememberOpened(uuid, tallyHash)
        await sendShare(uuid, share)
        await onChanged()
      },
    }),
    [uuid, onChanged],
  )
  const given = shares(ballot)
  if (ballot.practice) return <p>{words.practiceNeverOpened}</p>
  if (status === 'later') return null
  return (
    <>
      {own.share && <p>{words.openGiven}</p>}
      {!own.share && status === 'past' && <p>{words.openEnough}</p>}
      <p role="status">{words.openShares(given, threshold)}</p>
      {status === 'now' && (
        <Opening work={work} device={device} ballots={ballot.returned} missing={ballot.missing.giveShare} />
      )}
      {own.chief && given >= threshold && !hasCome(ballot, 'counted') && (
        <Count ballot={ballot} onChanged={onChanged} />
      )}
    </>
  )
}

function Count({
  ballot,
  onChanged,
}: {
  readonly ballot: BallotConsole
  readonly onChanged: () => Promise<void>
}) {
  const words = useWords().teller
  const act = useAct(async () => {
    await countBox(ballot.uuid)
    await onChanged()
  })
  return (
    <>
      <p>{words.countText}</p>
      <Trouble error={act.error} />
      <ActButton busy={act.busy} missing={ballot.missing.count} onAct={() => void act.run()}>
        {words.count}
      </ActButton>
    </>
  )
}
