/**
 * Every table of schema.sql as Kysely sees it, in the same order. A test reads this file and compares each field with
 * the live column of both databases.
 */
import type { Kysely, Transaction } from 'kysely'

/** The database, or a transaction on it: query functions take it first. Which dialect it is, only `dialect.ts` asks. */
export type Db = Kysely<Tables>

/** For what must happen inside a transaction. It is accepted where `Db` is. */
export type Trx = Transaction<Tables>

export interface Tables {
  meta: MetaTable
  files: FilesTable
  file_uses: FileUsesTable
  journal_head: JournalHeadTable
  journal_entries: JournalEntriesTable
  assemblies: AssembliesTable
  deputies: DeputiesTable
  staff: StaffTable
  sign_in_failures: SignInFailuresTable
  sessions: SessionsTable
  meetings: MeetingsTable
  sign_ins: SignInsTable
  ballots: BallotsTable
  ballot_tellers: BallotTellersTable
  credentials: CredentialsTable
  voided_cards: VoidedCardsTable
  box: BoxTable
  archive_records: ArchiveRecordsTable
  grids: GridsTable
  grid_deputies: GridDeputiesTable
  stations: StationsTable
  openings: OpeningsTable
  contacts: ContactsTable
  contact_deputies: ContactDeputiesTable
  contact_versions: ContactVersionsTable
  residents: ResidentsTable
  demand_numbers: DemandNumbersTable
  demands: DemandsTable
  demand_search: DemandSearchTable
  demand_steps: DemandStepsTable
  demand_photos: DemandPhotosTable
  cycles: CyclesTable
  candidates: CandidatesTable
  proposals: ProposalsTable
  proposal_dossiers: ProposalDossiersTable
  dossier_files: DossierFilesTable
  proposal_demands: ProposalDemandsTable
  votes: VotesTable
  reserve: ReserveTable
  delivery_rules: DeliveryRulesTable
  projects: ProjectsTable
  project_changes: ProjectChangesTable
  project_plans: ProjectPlansTable
  project_reports: ProjectReportsTable
  project_money: ProjectMoneyTable
  project_completions: ProjectCompletionsTable
  project_files: ProjectFilesTable
  inspection_rules: InspectionRulesTable
  assessments: AssessmentsTable
  assessed_projects: AssessedProjectsTable
  inspection_files: InspectionFilesTable
  supervision_members: SupervisionMembersTable
  visits: VisitsTable
  visit_records: VisitRecordsTable
  sittings: SittingsTable
  sitting_steps: SittingStepsTable
  questions: QuestionsTable
  question_entries: QuestionEntriesTable
  undertakings: UndertakingsTable
  undertaking_steps: UndertakingStepsTable
  duty_holders: DutyHoldersTable
  duty_reports: DutyReportsTable
  year_reports: YearReportsTable
  carry_overs: CarryOversTable
}

/** An integer that is 0 or 1. */
export type Flag = 0 | 1

export interface MetaTable {
  only_row: 1
  schema_digest: string
}

export interface FilesTable {
  sha256: string
  kind: 'jpeg' | 'pdf' | 'docx' | 'xlsx'
  bytes: number
  width: number | null
  height: number | null
  thumb_sha256: string | null
  stored_at: string
}

export interface FileUsesTable {
  used_by: string
  sha256: string
}

export interface JournalHeadTable {
  only_row: 1
  next_seq: number
  hash: string
}

export interface JournalEntriesTable {
  seq: number
  at: string
  assembly_id: string
  act: string
  role: string
  payload: string
  payload_digest: string
  previous: string
  hash: string
}

export interface AssembliesTable {
  id: string
  name: string
  level: 'subdistrict' | 'town' | 'county' | 'city' | 'province'
  created_at: string
}

export interface DeputiesTable {
  id: string
  assembly_id: string
  position: number
  name: string
  delegation: string | null
  active: Flag
}

export interface StaffTable {
  id: string
  assembly_id: string
  username: string
  name: string
  role: 'secretary' | 'presidium' | 'teller' | 'auditor' | 'department' | 'deputy'
  chief: Flag
  deputy_id: string | null
  active: Flag
  password_hash: string
  totp_secret: string | null
  totp_confirmed: Flag
  totp_last_step: number | null
  created_at: string
}

export interface SignInFailuresTable {
  subject: string
  failures: number
  locked_until: string | null
}

export interface SessionsTable {
  token_hash: string
  staff_id: string
  second_factor: Flag
  created_at: string
  last_seen_at: string
  expires_at: string
}

export interface MeetingsTable {
  id: string
  assembly_id: string
  name: string
  held_on: string
  created_at: string
}

export interface SignInsTable {
  meeting_id: string
  deputy_id: string
}

export type BallotKind = 'choose' | 'each' | 'satisfaction'
export type BallotState =
  'draft' | 'keyed' | 'carded' | 'sealed' | 'open' | 'closed' | 'byHand' | 'counted' | 'announced' | 'void'
/** How a vote is taken and counted: by sealed ballots, on paper, or by a show of hands. */
export type BallotMethod = 'electronic' | 'paper' | 'hands'

export interface BallotsTable {
  uuid: string
  assembly_id: string
  meeting_id: string
  kind: BallotKind
  title: string
  description: string
  options: string
  choices_max: number
  threshold: number
  state: BallotState
  practice: Flag
  method: BallotMethod
  method_reason: string | null
  tellers_approved: Flag
  server_private_key: string
  server_public_key: string
  trustees: string | null
  election: string | null
  cards_made: number | null
  cards_issued: number | null
  unused_destroyed: number | null
  unused_reason: string | null
  should_attend: number | null
  present: number | null
  archive_time_sec: number | null
  next_position: number
  head_hash: string | null
  head_height: number | null
  returned: number
  closes_at: string | null
  tally: string | null
  result: string | null
  counts: string | null
  hand_differences: string | null
  void_reason: string | null
  created_at: string
}

export interface BallotTellersTable {
  ballot_uuid: string
  position: number
  staff_id: string
  chief: Flag
  certificate: string | null
  polynomial: string | null
  voutput: string | null
  secret_proved: Flag
  zero_report: Flag
  seal_checked: Flag
  share: string | null
  hand_count: string | null
  hand_count_round: number | null
}

export interface CredentialsTable {
  ballot_uuid: string
  credential: string
}

export interface VoidedCardsTable {
  ballot_uuid: string
  credential: string
  reason: string
  requested_by: number
  confirmed_by: number | null
}

export interface BoxTable {
  ballot_uuid: string
  credential: string
  tracker: string
}

export interface ArchiveRecordsTable {
  ballot_uuid: string
  position: number
  name: string
  content: string
}

export interface GridsTable {
  id: string
  assembly_id: string
  parent_id: string | null
  level: number
  path: string
  position: number
  name: string
}

export interface GridDeputiesTable {
  grid_id: string
  deputy_id: string
}

export interface StationsTable {
  id: string
  assembly_id: string
  grid_id: string | null
  name: string
  place: string
  closed: Flag
}

export interface OpeningsTable {
  id: string
  station_id: string
  held_on: string
  begins: string
  ends: string
  topic: string | null
}

export interface ContactsTable {
  id: string
  assembly_id: string
  channel: 'reception' | 'visit' | 'online'
  held_on: string
  station_id: string | null
  grid_id: string | null
  residents: number
  note: string | null
  withdrawn: Flag
  content_digest: string
  recorded_by: string
  created_at: string
}

export interface ContactDeputiesTable {
  contact_id: string
  deputy_id: string
}

export interface ResidentsTable {
  id: string
  assembly_id: string
  name: string | null
  phone: string | null
  address: string | null
}

export interface ContactVersionsTable {
  contact_id: string
  position: number
  at: string
  act: 'correct' | 'withdraw'
  role: 'secretary' | 'deputy'
  staff_id: string
  reason: string
  before: string
}

export interface DemandNumbersTable {
  assembly_id: string
  year: number
  last: number
}

export interface DemandsTable {
  id: string
  assembly_id: string
  number: string
  contact_id: string | null
  source: 'staff' | 'deputy' | 'public' | 'import'
  channel: 'reception' | 'visit' | 'online'
  category: string
  text: string
  place: string | null
  grid_id: string | null
  taken_on: string
  state: 'taken' | 'assigned' | 'handled' | 'answered' | 'confirmed' | 'reopened'
  unit: string | null
  department_id: string | null
  due_on: string
  resident_id: string | null
  /** Whether who asked was erased: for good, also where nobody was named. */
  resident_erased: Flag
  follow_up_hash: string | null
}

export interface DemandSearchTable {
  demand_id: string
  grams: string
}

export interface DemandStepsTable {
  demand_id: string
  position: number
  at: string
  act: 'take' | 'assign' | 'handle' | 'return' | 'answer' | 'confirm' | 'reopen' | 'correct'
  actor: 'secretary' | 'deputy' | 'department' | 'resident'
  unit: string | null
  text: string | null
}

export interface DemandPhotosTable {
  demand_id: string
  sent_sha256: string
  file_sha256: string
  added_by: 'secretary' | 'deputy' | 'resident'
  added_at: string
}

export interface CyclesTable {
  id: string
  assembly_id: string
  year: number
  rule: string
  rule_adopted: Flag
  list_fixed: Flag
  shortfall_reason: string | null
  review: string | null
  created_at: string
}

export interface CandidatesTable {
  id: string
  cycle_id: string
  position: number
  name: string
  category: string
  content: string
  place: string
  responsible_unit: string
  budget_fen: number
  funding: string | null
  start_by: string | null
  finish_by: string
  attachments: string | null
  dossier_digest: string | null
}

export type Criterion =
  | 'wide-benefit'
  | 'public-good'
  | 'basic-need'
  | 'own-funds'
  | 'within-year'
  | 'own-matter'
  | 'no-burden'
  | 'feasible'

export interface ProposalsTable {
  id: string
  cycle_id: string
  name: string
  state: 'collected' | 'refused' | 'listed'
  department_id: string | null
  dossier_version: number
  refused_criterion: Criterion | null
  refused_reason: string | null
  candidate_id: string | null
  from_candidate_id: string | null
  created_at: string
}

export interface ProposalDossiersTable {
  proposal_id: string
  version: number
  dossier: string
  role: 'secretary' | 'department' | 'presidium'
  unit: string | null
  at: string
}

export interface DossierFilesTable {
  sent_for: string
  sha256: string
}

export interface ProposalDemandsTable {
  cycle_id: string
  demand_id: string
  proposal_id: string
}

export interface VotesTable {
  ballot_uuid: string
  cycle_id: string
  runoff_of: string | null
  reason: 'first' | 'tie' | 'shortfall' | 'practice'
  candidates: string
  seats: number
  majority: 'over-half-of-all-deputies' | 'over-half-of-present' | 'none'
  outcome: string | null
  accepted_fewer_reason: string | null
}

export interface ReserveTable {
  candidate_id: string
  assembly_id: string
  cycle_id: string
  ballot_uuid: string
  approvals: number
}

export interface DeliveryRulesTable {
  cycle_id: string
  version: number
  rule: string
  at: string
}

export interface ProjectsTable {
  id: string
  assembly_id: string
  cycle_id: string
  unit: string
  draft: string | null
  draft_version: number
  plan_version: number
  closed_on: string | null
}

export interface ProjectChangesTable {
  id: string
  project_id: string
  base_version: number
  plan: string
  reason: string
  evidence: string
  state: 'asked' | 'examined' | 'approved' | 'refused' | 'withdrawn'
  role: 'secretary' | 'department'
  asked_at: string
  opinion: string | null
  opinion_supports: Flag | null
  opinion_at: string | null
  decided_by: 'presidium' | 'congress'
  decision: string | null
  ended_at: string | null
}

export interface ProjectPlansTable {
  project_id: string
  version: number
  plan: string
  digest: string
  change_id: string | null
  holds_from: string
  decision: string
  at: string
}

export interface ProjectReportsTable {
  project_id: string
  period: string
  version: number
  report: string
  role: 'secretary' | 'department'
  at: string
}

export interface ProjectMoneyTable {
  id: string
  project_id: string
  kind: 'allocated' | 'contracted' | 'paid'
  fen: number
  booked_on: string
  source_id: string | null
  line_id: string | null
  party: string
  voucher: string
  voucher_sha256: string | null
  note: string | null
  reverses: string | null
  role: 'secretary' | 'department'
  at: string
}

export interface ProjectCompletionsTable {
  project_id: string
  position: number
  act: 'assess' | 'account' | 'accept' | 'return'
  content: string
  role: 'secretary' | 'department' | 'presidium'
  at: string
}

export interface ProjectFilesTable {
  project_id: string
  sha256: string
}

/** `true` to the flag 1, `false` to 0: better-sqlite3 binds no booleans. */
export function flag(yes: boolean): Flag {
  return yes ? 1 : 0
}

export interface InspectionRulesTable {
  cycle_id: string
  version: number
  rule: string
  at: string
}

export interface AssessmentsTable {
  ballot_uuid: string
  cycle_id: string
  round: number
  base: 'all' | 'present'
  half: 'counts' | 'fails'
}

export interface AssessedProjectsTable {
  ballot_uuid: string
  position: number
  project_id: string | null
  name: string
  grade: 'satisfied' | 'basically-satisfied' | 'not-satisfied' | null
}

export interface InspectionFilesTable {
  cycle_id: string
  sha256: string
  title: string | null
  audience: 'public' | 'assembly' | 'asked'
}

export interface SupervisionMembersTable {
  project_id: string
  deputy_id: string
  lead: Flag
}

export interface VisitsTable {
  id: string
  cycle_id: string
  project_id: string
  planned_on: string | null
  plan: string | null
  cancelled_reason: string | null
  at: string
}

export interface VisitRecordsTable {
  visit_id: string
  version: number
  record: string
  role: 'secretary' | 'deputy'
  at: string
}

export interface SittingsTable {
  id: string
  cycle_id: string
  kind: 'progress' | 'appointment'
  asked_by: string | null
  request: string
  at: string
}

export interface SittingStepsTable {
  sitting_id: string
  position: number
  act: 'arrange' | 'decline' | 'cancel' | 'minutes'
  content: string
  role: 'secretary' | 'presidium' | 'deputy'
  at: string
}

export interface QuestionsTable {
  id: string
  cycle_id: string
  project_id: string | null
  sitting_id: string | null
  deputy_id: string
  unit: string
  public: Flag
  at: string
}

export interface QuestionEntriesTable {
  question_id: string
  position: number
  act: 'ask' | 'answer' | 'follow' | 'rate'
  content: string
  due_on: string | null
  role: 'secretary' | 'department' | 'deputy'
  at: string
}

export interface UndertakingsTable {
  id: string
  cycle_id: string
  project_id: string | null
  visit_id: string | null
  sitting_id: string | null
  ballot_uuid: string | null
  unit: string
  owner: string
  text: string
  due_on: string
  at: string
}

export interface UndertakingStepsTable {
  undertaking_id: string
  position: number
  act: 'report' | 'pass' | 'return' | 'move' | 'drop'
  content: string
  due_on: string | null
  role: 'secretary' | 'presidium' | 'department' | 'deputy'
  at: string
}

export interface DutyHoldersTable {
  id: string
  cycle_id: string
  position: number
  deputy_id: string | null
  name: string
  level: 'town' | 'county' | 'city' | 'province' | 'nation'
  constituency: string | null
}

export interface DutyReportsTable {
  holder_id: string
  version: number
  manner: 'oral' | 'written'
  report: string
  role: 'secretary' | 'deputy'
  at: string
}

export interface YearReportsTable {
  cycle_id: string
  version: number
  words: string
  figures: string | null
  digest: string | null
  issued_at: string | null
  at: string
}

export interface CarryOversTable {
  proposal_id: string
  cycle_id: string
  candidate_id: string
  why: string
  reason: string
  report_digest: string | null
  at: string
}
