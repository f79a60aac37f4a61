/**
 * The voting protocol as a library: everything that the service, the pages, the command line and anybody else may
 * use. It imports only @noble, and runs unchanged in Node, in a worker and in a browser.
 */
export {
  addBallot,
  checkPartialDecryption,
  checkResult,
  computeResult,
  emptyTally,
  missingShares,
  partialDecryption,
  readResult,
  readTally,
  writeResult,
  writeTally,
  type EncryptedTally,
} from './tally.ts'
export { type Marks } from './answer.ts'
export {
  dataRecord,
  encodeRecord,
  eventRecord,
  headerRecord,
  readRecords,
  recordsOf,
  type ArchiveRecord,
  type ChainHead,
  type EventType,
} from './archive.ts'
export {
  ballotChoices,
  ballotTracker,
  checkBallot,
  encryptBallot,
  sealBallot,
  signBallot,
  type CheckedBallot,
  type SealedBallot,
  type UnsignedBallot,
} from './ballot.ts'
export { BASE58, randomBase58, randomUuid } from './base58.ts'
export { makeBallotSeed, openChallenge, randomFromSeed, SEED_BYTES, type BallotSeed } from './challenge.ts'
export { makeSeed, opens, readSeed, seedKeys, type Seed } from './channel.ts'
export { makeCode, publicCredential, readCode, type Code } from './credential.ts'
export { ed25519 } from './ed25519.ts'
export {
  choiceCount,
  readElection,
  writeElection,
  type Election,
  type ElectionParameters,
  type Question,
} from './election.ts'
export { finding, type Finding, type FindingCode, type Place } from './findings.ts'
export { encodeOne, product, type Element, type FixedBase, type Group } from './group.ts'
export { type Problem } from './problem.ts'
export { secret, type RandomBytes, type Secret, type SecretScalar } from './secret.ts'
export { compactJson, hexToCompactBase64, sha256CompactBase64, sha256Hex } from './text.ts'
export { checkStatement, signStatement } from './statement.ts'
export {
  checkCertificate,
  checkCertificates,
  checkPolynomial,
  checkVoutput,
  makeCertificate,
  makePolynomial,
  makeThresholdParameters,
  makeVinputs,
  makeVoutput,
  openDecryptionKey,
  trusteeIndex,
  type Certificates,
  type ThresholdParameters,
} from './threshold.ts'
export {
  checkTrusteePublicKey,
  makeSingleKey,
  readPrivateKey,
  trusteePublicKey,
  type TrusteePublicKey,
} from './trustee.ts'
export {
  readTrustees,
  writeTrustees,
  type TrusteeEntry,
  type TrusteeKind,
  type Trustees,
} from './trustees.ts'
export type { Report, Stage } from './report.ts'
export { verifyArchive, verifyBytes, type BallotChecker, type VerifyOptions } from './verify.ts'
