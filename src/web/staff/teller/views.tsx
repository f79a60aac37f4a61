/** The tellers' views, below `#/ballot/:uuid/…`, and where a teller begins. */
export function TellerHome() {
  return <section class="card" />
}

export function TellerViews({ uuid }: { readonly uuid: string; readonly rest: readonly string[] }) {
  return <section class="card" data-ballot={uuid} />
}
