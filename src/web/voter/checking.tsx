import { useEffect, useState } from 'preact/hooks'
import { SealCode } from './review.tsx'
import { Heading } from './heading.tsx'
import { useWords } from './words.ts'

/** What a second device needs to see whether this one told the truth. The ballot behind it can no longer be cast. */
export function Checking({
  sealCode,
  address,
  onBack,
}: {
  readonly sealCode: string
  readonly address: string
  readonly onBack: () => void
}) {
  const words = useWords()
  return (
    <div class="checking">
      <Heading>{words.checkHeading}</Heading>
      <Picture of={address} />
      <div class="steps">
        <ol>
          {words.checkSteps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <SealCode of={sealCode} />
        <p class="soft">{words.checkGone}</p>
        <details>
          <summary>{words.checkAddress}</summary>
          <code class="address">{address}</code>
        </details>
      </div>
      <div class="actions">
        <button type="button" class="main" onClick={onBack}>
          {words.checkBack}
        </button>
      </div>
    </div>
  )
}

/** What draws the code is loaded only by who checks; without a network there is still the address. */
function Picture({ of }: { readonly of: string }) {
  const words = useWords()
  const [Qr, setQr] = useState<typeof import('../shared/qr.tsx').Qr>()
  useEffect(() => {
    import('../shared/qr.tsx').then(
      (loaded) => setQr(() => loaded.Qr),
      () => undefined,
    )
  }, [])
  return <div class="picture">{Qr !== undefined && <Qr text={of} label={words.checkQr} />}</div>
}
