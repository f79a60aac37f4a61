/** What a teller's device signs to show that the teller still has the secret. Pure: device and service must agree on it. */
export function secretStatement(uuid: string): string {
  return `piaojue|secret|${uuid}`
}
