/** What the worker keeps: written into it by the build. */
export interface Shell {
  readonly version: string
  readonly files: readonly { readonly address: string; readonly integrity: string }[]
}
