/** False where the browser has none to give: an old one, or a page that did not come over TLS. */
export function hasCamera(): boolean {
  return 'mediaDevices' in navigator && 'getUserMedia' in navigator.mediaDevices
}
