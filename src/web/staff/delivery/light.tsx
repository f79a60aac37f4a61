/** A project's light in words, with why it is on and who must act. */
import type { Alarm, Light } from '../../../pay/alarms.ts'
import { useDeliveryWords } from './words.ts'

/** The word says it; shape and colour only help to find it. */
export function LightWord({ light }: { readonly light: Light | null }) {
  const d = useDeliveryWords()
  return <span class={`light is-${light ?? 'none'}`}>{light === null ? d.noLight : d.lights[light]}</span>
}

/** Each reason with who must act and by when. */
export function Alarms({ alarms, months }: { readonly alarms: readonly Alarm[]; readonly months: number }) {
  const d = useDeliveryWords()
  if (alarms.length === 0) return null
  return (
    <ul class="alarms">
      {alarms.map((alarm, i) => (
        <li key={i} class={`is-${alarm.light}`}>
          {d.alarm(alarm, months)} <span class="acts">{d.acts(alarm)}</span>
        </li>
      ))}
    </ul>
  )
}
