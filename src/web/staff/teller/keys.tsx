/**
 * The key ceremony on this teller's own device. The seed is in this view's memory from when it was made (or typed again
 * after a reload) until the third step is done; it is in no storage and leaves only for paper.
 */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { KeyStep, KeyTask } from '../../../ballot/keys.ts'
import type { BallotConsole } from '../../../ballot/model.ts'
import type { Seed } from '../../../protocol/channel.ts'
import { useAct } from '../../shared/act.ts'
import { codeOf } from '../../shared/read.ts'
import { ActButton } from '../parts/act-button.tsx'
import { AskReason } from '../parts/ask.tsx'
import { useFresh } from '../parts/fresh.ts'
import { Failed, Loading } from '../parts/states.tsx'
import { useWords } from '../words.ts'
import { DeviceError, type Device } from './device.ts'
import { Compare, KEY_STEPS, Progress } from './key-progress.tsx'
import { useLeaveGuard } from './leave-guard.ts'
import { SecretEntry, Trouble } from './parts.tsx'
import { SecretShown } from './secret-shown.tsx'
import { readKeyTask, restartKeys, sendKeyMessage } from './service.ts'
import type { OwnTeller } from './steps.ts'

interface KeysProps {
  readonly ballot: BallotConsole
  readonly own: OwnTeller
  readonly device: Device
  readonly onChanged: () => Promise<void>
}

export function Keys({ ballot, own, device, onChanged }: KeysProps) {
  const read = useCallback(() => readKeyTask(ballot.uuid), [ballot.uuid])
  const [loaded, refresh] = useFresh(read)
  const changed = async (): Promise<void> => {
    await Promise.all([refresh(), onChanged()])
  }
  if (loaded.is === 'loading') return <Loading />
  if (loaded.is === 'failed') return <Failed error={loaded.error} onRetry={() => void refresh()} />
  const task = loaded.value
  return (
    <>
      {ballot.state === 'draft' && (
        <Ceremony ballot={ballot} task={task} device={device} onChanged={changed} />
      )}
      <Progress ballot={ballot} own={own} />
      {task.certificates !== null && <Compare certificates={task.certificates} device={device} />}
      {own.chief && ballot.missing.restartKeys.length === 0 && own.keyStep !== 'certificate' && (
        <Restart ballot={ballot} onChanged={changed} />
      )}
    </>
  )
}

/** `written`: the secret is on paper, and may be used; before, nothing has been sent that depends on it. */
interface Holding {
  readonly seed: Seed
  readonly written: boolean
}

function Ceremony({
  ballot,
  task,
  device,
  onChanged,
}: {
  readonly ballot: BallotConsole
  readonly task: KeyTask
  readonly device: Device
  readonly onChanged: () => Promise<void>
}) {
  const words = useWords().teller
  const [holding, setHolding] = useState<Holding>()
  const [notOwn, setNotOwn] = useState<unknown>()
  const [restarted, setRestarted] = useState(false)
  const [elsewhere, setElsewhere] = useState(false)
  const sent = useRef<KeyTask['step'] | undefined>(undefined)
  const furthest = useRef(0)
  const make = useAct(async () => {
    setRestarted(false)
    setHolding({ seed: await device.ask('makeSeed', null), written: false })
  })
  const step = useAct(async (seed: Seed) => {
    let next: { readonly step: KeyStep; readonly message: string } | null
    try {
      next = await device.ask('keyMessage', { task, seed })
    } catch (error) {
      // A secret typed again after a reload, and not the right one: it is asked for once more.
      if (!(error instanceof DeviceError) || sent.current !== undefined) throw error
      setHolding(undefined)
      setNotOwn(error)
      return
    }
    if (next === null) return
    try {
      await sendKeyMessage(ballot.uuid, next.step, next.message)
    } catch (error) {
      // It had come through after all, and only the answer was lost.
      if (codeOf(error) !== 'ballot.alreadySent') throw error
    }
    sent.current = next.step
    await onChanged()
  })
  useLeaveGuard(holding !== undefined && task.step !== 'done', words.leaveSecret)

  const due = !task.waiting && task.step !== 'done' && sent.current !== task.step
  const { run, busy, error } = step
  useEffect(() => {
    const at = ORDER.indexOf(task.step)
    // The ceremony was begun anew: a secret that was perhaps lost is not used once more.
    if (at < furthest.current) {
      sent.current = undefined
      setHolding(undefined)
      setElsewhere(false)
      setRestarted(true)
    }
    furthest.current = at
  }, [task.step])
  useEffect(() => {
    // Another page of this teller has begun with another secret: the one that is shown here opens nothing.
    if (holding === undefined || holding.written || task.step === 'certificate') return
    setHolding(undefined)
    setElsewhere(true)
  }, [holding, task.step])
  useEffect(() => {
    if (task.step === 'done') setHolding(undefined)
    else if (holding?.written && due && !busy && error === undefined) void run(holding.seed)
  }, [task.step, due, holding, busy, error, run])

  if (task.step === 'done') return <p>{words.keysOwnDone}</p>
  if (holding !== undefined && !holding.written) {
    return (
      <SecretShown
        ballot={ballot}
        seed={holding.seed}
        onWritten={() => setHolding({ ...holding, written: true })}
      />
    )
  }
  if (holding !== undefined) {
    return (
      <>
        <p role="status" aria-busy={step.busy}>
          {task.waiting ? words.keysWaiting : words.keysWorking[task.step]}
        </p>
        <Trouble error={step.error} />
        {step.error !== undefined && (
          <button type="button" onClick={() => void step.run(holding.seed)}>
            {words.again}
          </button>
        )}
      </>
    )
  }
  if (task.step === 'certificate') {
    return (
      <>
        {restarted && <p class="notice">{words.keysRestarted}</p>}
        <p>{words.keysIntro}</p>
        <Trouble error={make.error} />
        <ActButton busy={make.busy} missing={ballot.missing.makeKeys} onAct={() => void make.run()}>
          {words.makeSecret}
        </ActButton>
      </>
    )
  }
  const warning = elsewhere && <p class="notice">{words.keysElsewhere}</p>
  if (task.waiting) {
    return (
      <>
        {warning}
        <p role="status">{words.keysReloadedWaiting}</p>
      </>
    )
  }
  return (
    <>
      {warning}
      <p>{words.keysReloaded}</p>
      {notOwn !== undefined && <Trouble error={notOwn} />}
      <SecretEntry
        button={words.goOn}
        onSecret={async (seed) => {
          setNotOwn(undefined)
          setHolding({ seed, written: true })
        }}
      />
    </>
  )
}

const ORDER = [...KEY_STEPS, 'done'] as const

function Restart({
  ballot,
  onChanged,
}: {
  readonly ballot: BallotConsole
  readonly onChanged: () => Promise<void>
}) {
  const words = useWords().teller
  const [asking, setAsking] = useState(false)
  return (
    <p>
      <button type="button" class="quiet" onClick={() => setAsking(true)}>
        {words.restart}
      </button>
      {asking && (
        <AskReason
          heading={words.restart}
          doIt={words.restart}
          onLeave={() => setAsking(false)}
          onDo={async (reason) => {
            await restartKeys(ballot.uuid, reason)
            await onChanged()
          }}
        >
          <p>{words.restartText}</p>
        </AskReason>
      )}
    </p>
  )
}
