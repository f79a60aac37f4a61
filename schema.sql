-- The whole data model, in the order of the stages. One file for SQLite and PostgreSQL:
-- text ids, ISO-8601 UTC text times written by our clock, bigint fen for money, integer 0/1 for yes and no,
-- check (x in (…)) for states, no triggers, no serial, no defaults that the database computes.
--
-- src/db/schema.ts applies it to an empty database, and for SQLite writes "bigint" as "integer" and makes tables strict.
-- A statement marked "only sqlite" or "only postgres" is for that one: full text is the one thing that each has its own way.
-- A table marked "sqlite: without rowid" has no hidden row number there, so nothing tells in which order its rows came.
-- No string literal in this file holds a semicolon or two hyphens: the statements are split at semicolons.

-- ---------------------------------------------------------------------------------------------------------- database

-- Which schema this database has: the SHA-256 of this file. One row.
create table meta (
  only_row integer primary key check (only_row = 1),
  schema_digest text not null check (length(schema_digest) = 64)
);

-- ------------------------------------------------------------------------------------------------------------- files

-- What lies in DATA_DIR/files, each under the SHA-256 of its content. A photo has a small one beside it. `stored_at` is
-- when somebody last sent it, from which an unused file's day is counted.
create table files (
  sha256 text primary key check (length(sha256) = 64),
  kind text not null check (kind in ('jpeg', 'pdf', 'docx', 'xlsx')),
  bytes bigint not null check (bytes >= 0),
  width integer,
  height integer,
  thumb_sha256 text references files (sha256),
  stored_at text not null
);

create index files_by_thumb on files (thumb_sha256);

create index files_by_age on files (stored_at);

-- Who uses a file, by a name that the stage makes. A file that nobody uses is swept after a day.
create table file_uses (
  used_by text not null,
  sha256 text not null references files (sha256),
  primary key (used_by, sha256)
);

create index uses_of_file on file_uses (sha256);

-- ------------------------------------------------------------------------------------------------------------- board

-- The end of the journal's chain: the row that an append locks, so that acts are chained one after another. One row.
create table journal_head (
  only_row integer primary key check (only_row = 1),
  next_seq bigint not null check (next_seq >= 0),
  hash text not null check (length(hash) = 64)
);

insert into journal_head (only_row, next_seq, hash)
  values (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

-- Every official act, hash-chained over the whole deployment. Rows are only ever inserted; on PostgreSQL an operator
-- may besides grant the service no update and no delete here. `payload` is the exact text that `payload_digest` is of.
-- assembly_id has no foreign key: the board knows nothing of the stages that write to it.
create table journal_entries (
  seq bigint primary key check (seq >= 0),
  at text not null,
  assembly_id text not null,
  act text not null,
  role text not null,
  payload text not null,
  payload_digest text not null check (length(payload_digest) = 64),
  previous text not null unique check (length(previous) = 64),
  hash text not null unique check (length(hash) = 64)
);

-- What was decided of plans is held against their rows whenever these are read.
create index journal_by_act on journal_entries (assembly_id, act);

-- ------------------------------------------------------------------------------------------------------------ people

-- Two assemblies may have one name: there is more than one 太和镇.
create table assemblies (
  id text primary key,
  name text not null,
  level text not null check (level in ('subdistrict', 'town', 'county', 'city', 'province')),
  created_at text not null
);

-- The members of an assembly. The number of active ones is N_all (应到). `position` keeps the order of the list.
create table deputies (
  id text primary key,
  assembly_id text not null references assemblies (id),
  position integer not null check (position >= 0),
  name text not null,
  delegation text,
  active integer not null check (active in (0, 1)),
  unique (assembly_id, position)
);

-- Who signs in to the service. totp_last_step is the last time step whose code was used: none is taken twice.
create table staff (
  id text primary key,
  assembly_id text not null references assemblies (id),
  username text not null unique,
  name text not null,
  role text not null check (role in ('secretary', 'presidium', 'teller', 'auditor', 'department', 'deputy')),
  chief integer not null check (chief in (0, 1) and (chief = 0 or role = 'teller')),
  deputy_id text unique references deputies (id) check (deputy_id is null or role = 'deputy'),
  active integer not null check (active in (0, 1)),
  password_hash text not null,
  totp_secret text,
  totp_confirmed integer not null check (totp_confirmed in (0, 1) and (totp_confirmed = 0 or totp_secret is not null)),
  totp_last_step bigint,
  created_at text not null
);

create index staff_of_assembly on staff (assembly_id);

create unique index staff_one_chief on staff (assembly_id) where chief = 1 and active = 1;

-- Failed sign-ins. `subject` is a staff id, or one of 65536 buckets for names that nobody has, so that an unknown name
-- is locked like a known one and this table stays small.
create table sign_in_failures (
  subject text primary key,
  failures integer not null check (failures > 0),
  locked_until text
);

-- Only the SHA-256 of a session's token is here: who reads the database cannot take a session over.
create table sessions (
  token_hash text primary key check (length(token_hash) = 64),
  staff_id text not null references staff (id),
  second_factor integer not null check (second_factor in (0, 1)),
  created_at text not null,
  last_seen_at text not null,
  expires_at text not null
);

create index sessions_of_staff on sessions (staff_id);

create table meetings (
  id text primary key,
  assembly_id text not null references assemblies (id),
  name text not null,
  held_on text not null check (length(held_on) = 10),
  created_at text not null
);

create index meetings_of_assembly on meetings (assembly_id);

-- The sign-in register: who is in the hall. It counts heads (N_present, 实到) and is joined to nothing else.
-- It has no time, no order and no author, so that it cannot be laid beside the cards or the ballots.
-- sqlite: without rowid
create table sign_ins (
  meeting_id text not null references meetings (id),
  deputy_id text not null references deputies (id),
  primary key (meeting_id, deputy_id)
);

-- ------------------------------------------------------------------------------------------------------------ ballot

-- A secret ballot, from draft to announcement. `options`, `tally`, `result` and `counts` are JSON. The archive goes on
-- at next_position, after the event head_hash. server_private_key is the service's own share (Single) of the key.
-- A practice ballot (practice = 1) is never opened. By `method` a vote may be taken on paper or by hands instead: then
-- its state is byHand until two tellers' counts agree, and what is in the electronic box stays unopened. hand_differences
-- is where the last two counts differed (JSON).
create table ballots (
  uuid text primary key,
  assembly_id text not null references assemblies (id),
  meeting_id text not null references meetings (id),
  kind text not null check (kind in ('choose', 'each', 'satisfaction')),
  title text not null,
  description text not null,
  options text not null,
  choices_max integer not null check (choices_max >= 1),
  threshold integer not null check (threshold >= 1),
  state text not null check (state in ('draft', 'keyed', 'carded', 'sealed', 'open', 'closed', 'byHand', 'counted', 'announced', 'void')),
  practice integer not null check (practice in (0, 1)),
  method text not null check (method in ('electronic', 'paper', 'hands') and (method = 'electronic' or practice = 0)),
  method_reason text,
  tellers_approved integer not null check (tellers_approved in (0, 1)),
  server_private_key text not null,
  server_public_key text not null,
  trustees text,
  election text,
  cards_made integer check (cards_made >= 0),
  cards_issued integer check (cards_issued >= 0),
  unused_destroyed integer check (unused_destroyed >= 0),
  unused_reason text,
  should_attend integer check (should_attend >= 0),
  present integer check (present >= 0),
  archive_time_sec bigint,
  next_position integer not null check (next_position >= 0),
  head_hash text,
  head_height integer,
  returned integer not null check (returned >= 0),
  closes_at text,
  tally text,
  result text,
  counts text,
  hand_differences text,
  void_reason text,
  created_at text not null
);

create index ballots_of_assembly on ballots (assembly_id);

-- The tellers of a ballot and what each has sent so far. Position 1 to m is the place in the threshold key. hand_count
-- is JSON: what this teller counted on paper or by hands, shown to nobody else. Two counts are compared only when both
-- are of the same hand_count_round, so that nobody finds the other's by trying.
create table ballot_tellers (
  ballot_uuid text not null references ballots (uuid),
  position integer not null check (position >= 1),
  staff_id text not null references staff (id),
  chief integer not null check (chief in (0, 1)),
  certificate text,
  polynomial text,
  voutput text,
  secret_proved integer not null check (secret_proved in (0, 1)),
  zero_report integer not null check (zero_report in (0, 1)),
  seal_checked integer not null check (seal_checked in (0, 1)),
  share text,
  hand_count text,
  hand_count_round integer check (hand_count_round >= 1),
  primary key (ballot_uuid, position),
  unique (ballot_uuid, staff_id)
);

-- The public halves of the cards, kept in their own order so that nothing tells in which order cards were made.
-- sqlite: without rowid
create table credentials (
  ballot_uuid text not null references ballots (uuid),
  credential text not null check (length(credential) = 64),
  primary key (ballot_uuid, credential)
);

-- Cards that the chief teller has asked to void (lost, damaged), by the positions of who asked and of the second teller
-- who confirmed: from then on the card never votes. A card that has voted is never here with a confirmation.
-- sqlite: without rowid
create table voided_cards (
  ballot_uuid text not null references ballots (uuid),
  credential text not null check (length(credential) = 64),
  reason text not null,
  requested_by integer not null,
  confirmed_by integer check (confirmed_by is null or confirmed_by <> requested_by),
  primary key (ballot_uuid, credential),
  foreign key (ballot_uuid, credential) references credentials (ballot_uuid, credential)
);

-- Which card has voted, with which ballot: the credential, the tracker, where the bytes stand in the archive. No time,
-- no address, no session: nothing here leads to a person.
-- sqlite: without rowid
create table box (
  ballot_uuid text not null references ballots (uuid),
  credential text not null check (length(credential) = 64),
  tracker text not null check (length(tracker) = 43),
  primary key (ballot_uuid, credential),
  unique (ballot_uuid, tracker),
  foreign key (ballot_uuid, credential) references credentials (ballot_uuid, credential)
);

-- The public archive of each ballot, record by record, exactly as it is streamed. Rows are only ever inserted.
create table archive_records (
  ballot_uuid text not null references ballots (uuid),
  position integer not null check (position >= 0),
  name text not null,
  content text not null,
  primary key (ballot_uuid, position),
  unique (ballot_uuid, name)
);

-- ------------------------------------------------------------------------------------------------------------ intake

-- 网格, nested up to four levels deep. `path` is every id from the top to this grid, each with a / behind it: what lies
-- within a grid has a path that begins with the grid's.
create table grids (
  id text primary key,
  assembly_id text not null references assemblies (id),
  parent_id text references grids (id),
  level integer not null check (level between 1 and 4 and (level = 1) = (parent_id is null)),
  path text not null unique,
  position integer not null check (position >= 0),
  name text not null
);

create index grids_of_assembly on grids (assembly_id, position);

-- Which deputies look after which grid.
create table grid_deputies (
  grid_id text not null references grids (id),
  deputy_id text not null references deputies (id),
  primary key (grid_id, deputy_id)
);

-- 联络站. One that is closed (停用) stays for what was held there, and is offered no more.
create table stations (
  id text primary key,
  assembly_id text not null references assemblies (id),
  grid_id text references grids (id),
  name text not null,
  place text not null,
  closed integer not null check (closed in (0, 1)),
  unique (assembly_id, name)
);

-- When a station is open to residents. Times of day of the place, HH:MM.
create table openings (
  id text primary key,
  station_id text not null references stations (id),
  held_on text not null check (length(held_on) = 10),
  begins text not null check (length(begins) = 5),
  ends text not null check (length(ends) = 5 and ends > begins),
  topic text
);

create index openings_of_station on openings (station_id, held_on);

-- 坐诊, 巡诊, 网诊: an occasion at which deputies met residents. The id comes from the device, and content_digest is of
-- what it sent: a device without a network sends again, and the contact is recorded once. One that was recorded by
-- mistake is withdrawn (作废): it counts nowhere, and is still there to be seen.
create table contacts (
  id text primary key,
  assembly_id text not null references assemblies (id),
  channel text not null check (channel in ('reception', 'visit', 'online')),
  held_on text not null check (length(held_on) = 10),
  station_id text references stations (id) check (station_id is null or channel = 'reception'),
  grid_id text references grids (id),
  residents integer not null check (residents >= 0),
  note text,
  withdrawn integer not null check (withdrawn in (0, 1)),
  content_digest text not null check (length(content_digest) = 64),
  recorded_by text not null references staff (id),
  created_at text not null
);

create index contacts_of_assembly on contacts (assembly_id, held_on, id);

create table contact_deputies (
  contact_id text not null references contacts (id),
  deputy_id text not null references deputies (id),
  primary key (contact_id, deputy_id)
);

create index contacts_of_deputy on contact_deputies (deputy_id, contact_id);

-- What a contact said before it was corrected or withdrawn, with who did so, when and why. `before` is JSON, in words as
-- they were then: grids and stations change their names.
create table contact_versions (
  contact_id text not null references contacts (id),
  position integer not null check (position >= 0),
  at text not null,
  act text not null check (act in ('correct', 'withdraw')),
  role text not null check (role in ('secretary', 'deputy')),
  staff_id text not null references staff (id),
  reason text not null,
  before text not null,
  primary key (contact_id, position)
);

-- Who asked, where they said so: kept apart from what they asked for, never public. Erasing a resident deletes the row.
create table residents (
  id text primary key,
  assembly_id text not null references assemblies (id),
  name text,
  phone text,
  address text
);

-- The last number given to a demand, per year.
create table demand_numbers (
  assembly_id text not null references assemblies (id),
  year integer not null,
  last integer not null check (last >= 1),
  primary key (assembly_id, year)
);

-- 诉求. Without a contact, it came from the public page or from a list that was imported. follow_up_hash is the SHA-256
-- of the code with which the resident follows it. Once the resident was erased, it stays so: no photo is taken any more.
create table demands (
  id text primary key,
  assembly_id text not null references assemblies (id),
  number text not null,
  contact_id text references contacts (id),
  source text not null check (source in ('staff', 'deputy', 'public', 'import')),
  channel text not null check (channel in ('reception', 'visit', 'online')),
  category text not null,
  text text not null,
  place text,
  grid_id text references grids (id),
  taken_on text not null check (length(taken_on) = 10),
  state text not null check (state in ('taken', 'assigned', 'handled', 'answered', 'confirmed', 'reopened')),
  unit text,
  department_id text references staff (id),
  due_on text not null check (length(due_on) = 10),
  resident_id text references residents (id),
  resident_erased integer not null check (resident_erased in (0, 1) and (resident_erased = 0 or resident_id is null)),
  follow_up_hash text unique check (length(follow_up_hash) = 64),
  unique (assembly_id, number)
);

create index demands_by_day on demands (assembly_id, taken_on, id);

create index demands_by_state on demands (assembly_id, state, taken_on, id);

create index demands_of_department on demands (department_id, due_on, id);

create index demands_of_contact on demands (contact_id);

create index demands_of_resident on demands (resident_id);

-- Words of each demand's text, for the database's own full-text index.
-- only sqlite
create virtual table demand_search using fts5 (demand_id unindexed, grams, tokenize = 'ascii');

-- only postgres
create table demand_search (
  demand_id text primary key references demands (id),
  grams tsvector not null
);

-- only postgres
create index demand_search_words on demand_search using gin (grams);

-- What happened to a demand, step by step; `text` is what the resident reads.
create table demand_steps (
  demand_id text not null references demands (id),
  position integer not null check (position >= 0),
  at text not null,
  act text not null check (act in ('take', 'assign', 'handle', 'return', 'answer', 'confirm', 'reopen', 'correct')),
  actor text not null check (actor in ('secretary', 'deputy', 'department', 'resident')),
  unit text,
  text text,
  primary key (demand_id, position)
);

-- Photos of a demand. `sent_sha256` is of the bytes as they were sent, by which a device knows them again; what is kept of
-- them was written anew. They may show people: they are never public, and go with who asked.
create table demand_photos (
  demand_id text not null references demands (id),
  sent_sha256 text not null check (length(sent_sha256) = 64),
  file_sha256 text not null references files (sha256),
  added_by text not null check (added_by in ('secretary', 'deputy', 'resident')),
  added_at text not null,
  primary key (demand_id, sent_sha256)
);

-- ------------------------------------------------------------------------------------------------------------- order

-- One year of one assembly. `rule` is the adopted 票决办法 as JSON; while it is adopted it does not change. `review` is
-- what the presidium decided when it fixed the list, as JSON: its votes, and what it adjusted.
create table cycles (
  id text primary key,
  assembly_id text not null references assemblies (id),
  year integer not null check (year between 2000 and 2200),
  rule text not null,
  rule_adopted integer not null check (rule_adopted in (0, 1)),
  list_fixed integer not null check (list_fixed in (0, 1) and (list_fixed = 0 or rule_adopted = 1)),
  shortfall_reason text,
  review text check ((review is null) = (list_fixed = 0)),
  created_at text not null,
  unique (assembly_id, year)
);

-- The dossiers. `position` is the order of the list, and of the ballot. Frozen by digest when the list is fixed.
-- `attachments` is JSON: `[{"sha256", "title"}]`, in the order of the dossier.
create table candidates (
  id text primary key,
  cycle_id text not null references cycles (id),
  position integer not null check (position >= 0),
  name text not null,
  category text not null,
  content text not null,
  place text not null,
  responsible_unit text not null,
  budget_fen bigint not null check (budget_fen >= 0),
  funding text,
  start_by text,
  finish_by text not null,
  attachments text,
  dossier_digest text,
  unique (cycle_id, position),
  unique (cycle_id, name)
);

-- 候选建议: what demands are collected into on the way to a year's list. `dossier_version` is the newest of its dossiers.
-- One that was refused says by which criterion and why. One on the list has its candidate. One that was brought in from
-- an earlier year's reserve names the candidate that it was.
create table proposals (
  id text primary key,
  cycle_id text not null references cycles (id),
  name text not null,
  state text not null check (state in ('collected', 'refused', 'listed')),
  department_id text references staff (id),
  dossier_version integer not null check (dossier_version >= 1),
  refused_criterion text check (refused_criterion in ('wide-benefit', 'public-good', 'basic-need', 'own-funds', 'within-year', 'own-matter', 'no-burden', 'feasible')),
  refused_reason text check ((refused_reason is null) = (refused_criterion is null)),
  candidate_id text unique references candidates (id) check ((candidate_id is null) = (state <> 'listed')),
  from_candidate_id text references candidates (id),
  created_at text not null,
  unique (cycle_id, name),
  check ((refused_criterion is null) = (state <> 'refused'))
);

-- Every version of a dossier that was saved. `dossier` is JSON, and may lack what is not known yet; `unit` is the
-- department that saved it.
create table proposal_dossiers (
  proposal_id text not null references proposals (id),
  version integer not null check (version >= 1),
  dossier text not null,
  role text not null check (role in ('secretary', 'department', 'presidium')),
  unit text check ((unit is null) = (role <> 'department')),
  at text not null,
  primary key (proposal_id, version)
);

-- Which file was sent for which dossier: a proposal's, or any of a year's. A dossier names no other one, because whoever
-- knows a digest need not have the right to read the file. It stays when a file that nobody came to name is swept.
create table dossier_files (
  sent_for text not null,
  sha256 text not null check (length(sha256) = 64),
  primary key (sent_for, sha256)
);

-- Which demands a proposal answers. In one year a demand is part of one proposal at most.
create table proposal_demands (
  cycle_id text not null references cycles (id),
  demand_id text not null references demands (id),
  proposal_id text not null references proposals (id),
  primary key (cycle_id, demand_id)
);

create index demands_of_proposal on proposal_demands (proposal_id);

-- ------------------------------------------------------------------------------------------------------------ decide

-- Which ballot decides a cycle, or goes on where another left seats open. `candidates` is the list of candidate ids in
-- ballot order, `seats` what there is to fill, `majority` what is needed here; `outcome` is JSON once counted. A vote
-- with reason 'practice' decides nothing, ever.
create table votes (
  ballot_uuid text primary key references ballots (uuid),
  cycle_id text not null references cycles (id),
  runoff_of text references votes (ballot_uuid),
  reason text not null check (reason in ('first', 'tie', 'shortfall', 'practice')),
  candidates text not null,
  seats integer not null check (seats >= 1),
  majority text not null check (majority in ('over-half-of-all-deputies', 'over-half-of-present', 'none')),
  outcome text,
  accepted_fewer_reason text
);

create index votes_of_cycle on votes (cycle_id);

-- Candidates that were not chosen, kept for the next year.
create table reserve (
  candidate_id text primary key references candidates (id),
  assembly_id text not null references assemblies (id),
  cycle_id text not null references cycles (id),
  ballot_uuid text not null references ballots (uuid),
  approvals integer not null check (approvals >= 0)
);

-- --------------------------------------------------------------------------------------------------------------- pay

-- How a year's delivery is watched over, as JSON; the last row of a year holds. Without one, what is usual.
create table delivery_rules (
  cycle_id text not null references cycles (id),
  version integer not null check (version >= 1),
  rule text not null,
  at text not null,
  primary key (cycle_id, version)
);

-- A chosen candidate that is being delivered. `unit` is who is responsible now. `draft` is the plan on its way, as JSON,
-- until the presidium approves it; `plan_version` is that of the plan that holds, 0 before there is one. `closed_on` is the
-- day of its acceptance.
create table projects (
  id text primary key references candidates (id),
  assembly_id text not null references assemblies (id),
  cycle_id text not null references cycles (id),
  unit text not null,
  draft text,
  draft_version integer not null check (draft_version >= 0),
  plan_version integer not null check (plan_version >= 0),
  closed_on text check (length(closed_on) = 10),
  check ((plan_version = 0) or (draft is null))
);

create index projects_of_cycle on projects (cycle_id);

-- A change that was asked for: `plan` is what the plan would be, `base_version` the one that was looked at. `evidence` is JSON:
-- `[{"sha256", "title"}]`. `decided_by` is who has to decide, `decision` how they did, as JSON.
create table project_changes (
  id text primary key,
  project_id text not null references projects (id),
  base_version integer not null check (base_version >= 1),
  plan text not null,
  reason text not null,
  evidence text not null,
  state text not null check (state in ('asked', 'examined', 'approved', 'refused', 'withdrawn')),
  role text not null check (role in ('secretary', 'department')),
  asked_at text not null,
  opinion text check ((opinion is null) = (opinion_at is null)),
  opinion_supports integer check (opinion_supports in (0, 1)),
  opinion_at text,
  decided_by text not null check (decided_by in ('presidium', 'congress')),
  decision text check ((decision is null) = (state not in ('approved', 'refused'))),
  ended_at text
);

create index changes_of_project on project_changes (project_id, asked_at);

-- Every plan that ever held, frozen by digest. The first is what the presidium approved, each later one an approved change.
create table project_plans (
  project_id text not null references projects (id),
  version integer not null check (version >= 1),
  plan text not null,
  digest text not null check (length(digest) = 64),
  change_id text unique references project_changes (id) check ((change_id is null) = (version = 1)),
  holds_from text not null check (length(holds_from) = 10),
  decision text not null,
  at text not null,
  primary key (project_id, version)
);

-- What was reported for a period, named by its first month; a correction is another version. `report` is JSON.
create table project_reports (
  project_id text not null references projects (id),
  period text not null check (length(period) = 7),
  version integer not null check (version >= 1),
  report text not null,
  role text not null check (role in ('secretary', 'department')),
  at text not null,
  primary key (project_id, period, version)
);

-- Money, entry by entry, in fen. A wrong one stays, with another of the same amount below zero that takes it back.
-- `voucher_sha256` is the voucher itself. `source_id` and `line_id` are of the plan that held then.
create table project_money (
  id text primary key,
  project_id text not null references projects (id),
  kind text not null check (kind in ('allocated', 'contracted', 'paid')),
  fen bigint not null check (fen <> 0),
  booked_on text not null check (length(booked_on) = 10),
  source_id text check ((source_id is null) = (kind <> 'allocated')),
  line_id text check ((line_id is null) = (kind = 'allocated')),
  party text not null,
  voucher text not null,
  voucher_sha256 text references files (sha256),
  note text,
  reverses text unique references project_money (id) check ((reverses is null) = (fen > 0)),
  role text not null check (role in ('secretary', 'department')),
  at text not null
);

create index money_of_project on project_money (project_id, booked_on, id);

-- 验收: self-assessment, final account, acceptance, or what is sent back, step by step; `content` is JSON.
create table project_completions (
  project_id text not null references projects (id),
  position integer not null check (position >= 0),
  act text not null check (act in ('assess', 'account', 'accept', 'return')),
  content text not null,
  role text not null check (role in ('secretary', 'department', 'presidium')),
  at text not null,
  primary key (project_id, position)
);

-- Which file was sent for which project: evidence names no other one.
create table project_files (
  project_id text not null references projects (id),
  sha256 text not null check (length(sha256) = 64),
  primary key (project_id, sha256)
);

-- ----------------------------------------------------------------------------------------------------------- inspect

-- How a year is inspected, as JSON; the last row of a year holds. Without one, the year's rule and what is usual.
create table inspection_rules (
  cycle_id text not null references cycles (id),
  version integer not null check (version >= 1),
  rule text not null,
  at text not null,
  primary key (cycle_id, version)
);

-- 满意度测评: which ballots judge the projects of a year. `base` and `half` are how they are graded, as it was when the ballot
-- was drafted.
create table assessments (
  ballot_uuid text primary key references ballots (uuid),
  cycle_id text not null references cycles (id),
  round integer not null check (round >= 1),
  base text not null check (base in ('all', 'present')),
  half text not null check (half in ('counts', 'fails'))
);

create index assessments_of_cycle on assessments (cycle_id);

-- What such a ballot judges, in ballot order; without `project_id` what was named by hand. `grade` once announced.
create table assessed_projects (
  ballot_uuid text not null references assessments (ballot_uuid),
  position integer not null check (position >= 0),
  project_id text references candidates (id),
  name text not null,
  grade text check (grade in ('satisfied', 'basically-satisfied', 'not-satisfied')),
  primary key (ballot_uuid, position),
  unique (ballot_uuid, name)
);

-- Which file was sent for the inspection of which year. `title` is what it is called where it is shown, once it is; `public`
-- says whether everybody may see that.
create table inspection_files (
  cycle_id text not null references cycles (id),
  sha256 text not null check (length(sha256) = 64),
  title text,
  -- The widest that something which shows it has: everybody, the assembly, or who reads a question that was marked.
  audience text not null check (audience in ('public', 'assembly', 'asked')),
  primary key (cycle_id, sha256)
);

-- 监督小组: who follows a project for the deputies, and who leads them.
create table supervision_members (
  project_id text not null references candidates (id),
  deputy_id text not null references deputies (id),
  lead integer not null check (lead in (0, 1)),
  primary key (project_id, deputy_id)
);

create unique index one_lead_of_project on supervision_members (project_id) where lead = 1;

-- 视察: planned for a day, or made without a plan. `plan` is JSON: place, purpose, who goes.
create table visits (
  id text primary key,
  cycle_id text not null references cycles (id),
  project_id text not null references candidates (id),
  planned_on text check (length(planned_on) = 10),
  plan text check ((plan is null) = (planned_on is null)),
  cancelled_reason text check (cancelled_reason is null or planned_on is not null),
  at text not null
);

create index visits_of_cycle on visits (cycle_id);

-- What a visit found, as JSON; a correction is another version. A visit without one has not been made.
create table visit_records (
  visit_id text not null references visits (id),
  version integer not null check (version >= 1),
  record text not null,
  role text not null check (role in ('secretary', 'deputy')),
  at text not null,
  primary key (visit_id, version)
);

-- 促进会 and 约见. `request` is JSON: the subject, the projects, whom a deputy asks to meet. `asked_by` is that deputy.
create table sittings (
  id text primary key,
  cycle_id text not null references cycles (id),
  kind text not null check (kind in ('progress', 'appointment')),
  asked_by text references deputies (id) check ((asked_by is null) = (kind = 'progress')),
  request text not null,
  at text not null
);

create index sittings_of_cycle on sittings (cycle_id);

-- What became of it, step by step; `content` is JSON. Minutes are corrected by another step.
create table sitting_steps (
  sitting_id text not null references sittings (id),
  position integer not null check (position >= 0),
  act text not null check (act in ('arrange', 'decline', 'cancel', 'minutes')),
  content text not null,
  role text not null check (role in ('secretary', 'presidium', 'deputy')),
  at text not null,
  primary key (sitting_id, position)
);

-- 问进度: what a deputy asks a unit, on a project or for a sitting. `public` 0 for what the asker marked as not for everybody.
create table questions (
  id text primary key,
  cycle_id text not null references cycles (id),
  project_id text references candidates (id),
  sitting_id text references sittings (id),
  deputy_id text not null references deputies (id),
  unit text not null,
  public integer not null check (public in (0, 1)),
  at text not null,
  check (project_id is not null or sitting_id is not null)
);

create index questions_of_cycle on questions (cycle_id);

-- What was said, in order; `content` is JSON. `due_on` is until when what was asked or asked again is to be answered.
create table question_entries (
  question_id text not null references questions (id),
  position integer not null check (position >= 0),
  act text not null check (act in ('ask', 'answer', 'follow', 'rate')),
  content text not null,
  due_on text check (length(due_on) = 10) check ((due_on is null) = (act in ('answer', 'rate'))),
  role text not null check (role in ('secretary', 'department', 'deputy')),
  at text not null,
  primary key (question_id, position)
);

-- What a unit has undertaken to do by a day: 整改 of what a visit found, a promise (承诺) made at a sitting, or the plan that puts
-- a project right that a ballot found not satisfactory.
create table undertakings (
  id text primary key,
  cycle_id text not null references cycles (id),
  project_id text references candidates (id),
  visit_id text references visits (id),
  sitting_id text references sittings (id),
  ballot_uuid text references assessments (ballot_uuid),
  unit text not null,
  owner text not null,
  text text not null,
  due_on text not null check (length(due_on) = 10),
  at text not null,
  check (
    (case when visit_id is null then 0 else 1 end) + (case when sitting_id is null then 0 else 1 end)
      + (case when ballot_uuid is null then 0 else 1 end) = 1
  )
);

create index undertakings_of_cycle on undertakings (cycle_id);

-- What became of it: the unit reports it done, somebody who looked finds it so or not, its day is moved, it is dropped.
-- `content` is JSON; `due_on` is the new day of a move or of what was not found done.
create table undertaking_steps (
  undertaking_id text not null references undertakings (id),
  position integer not null check (position >= 0),
  act text not null check (act in ('report', 'pass', 'return', 'move', 'drop')),
  content text not null,
  due_on text check (length(due_on) = 10) check ((due_on is null) = (act in ('report', 'pass', 'drop'))),
  role text not null check (role in ('secretary', 'presidium', 'department', 'deputy')),
  at text not null,
  primary key (undertaking_id, position)
);

-- 述职: of whom a report is expected in a year; without `deputy_id` a deputy of another congress who was elected here.
create table duty_holders (
  id text primary key,
  cycle_id text not null references cycles (id),
  position integer not null check (position >= 0),
  deputy_id text references deputies (id),
  name text not null,
  level text not null check (level in ('town', 'county', 'city', 'province', 'nation')),
  constituency text,
  unique (cycle_id, position)
);

-- What each reported, as JSON; a correction is another version.
create table duty_reports (
  holder_id text not null references duty_holders (id),
  version integer not null check (version >= 1),
  manner text not null check (manner in ('oral', 'written')),
  report text not null,
  role text not null check (role in ('secretary', 'deputy')),
  at text not null,
  primary key (holder_id, version)
);

-- The year's report to the congress: its words as JSON, version by version. `figures` are what was computed on the day it was
-- issued, `digest` is over both.
create table year_reports (
  cycle_id text not null references cycles (id),
  version integer not null check (version >= 1),
  words text not null,
  figures text,
  digest text check (length(digest) = 64) check ((digest is null) = (figures is null)),
  issued_at text check ((issued_at is null) = (figures is null)),
  at text not null,
  primary key (cycle_id, version)
);

-- A project of an earlier year that was proposed again, because it was not chosen, not finished or not found satisfactory:
-- `why` is JSON, one or more of these. `report_digest` is that of the earlier year's report, where one was issued by then.
create table carry_overs (
  proposal_id text primary key references proposals (id),
  cycle_id text not null references cycles (id),
  candidate_id text not null references candidates (id),
  why text not null,
  reason text not null,
  report_digest text check (length(report_digest) = 64),
  at text not null
);

create index carry_overs_of_cycle on carry_overs (cycle_id);
