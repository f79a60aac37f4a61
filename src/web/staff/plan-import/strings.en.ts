/** Plans out of a sheet, in English. */
import type { PlanImportWords } from './strings.zh.ts'

export const en: PlanImportWords = {
  open: 'Import plans from a sheet',
  heading: (year) => `Import the plans of ${year}`,
  back: 'Back to the delivery',
  text:
    'A row for each part: milestones with weight and date, budget lines and sources with an amount, criteria, person and ' +
    'co-operating units with a name. Unit, content, place, amount and finishing day stand as they were voted. What is ' +
    'imported is a draft: it replaces the draft that a project has, and can be changed until it is approved.',
  templateName: 'plans.xlsx',
  sheet: 'plans',
  noColumns:
    'The sheet lacks the columns project, part and name. Please download the empty sheet and fill it in.',
  none: 'The plans of all projects are approved: there is nothing to import.',
  project: 'Project',
  part: 'Part',
  name: 'Name',
  weight: 'Weight',
  day: 'Date',
  amount: 'Amount (yuan)',
  parts: {
    milestone: 'milestone',
    budget: 'budget',
    source: 'source',
    criterion: 'criterion',
    person: 'person',
    coUnit: 'co-unit',
  },
  problems: {
    unknownProject: 'no project of this year has this name',
    planned: 'the plan of this project is approved and is not imported any more',
    unknownPart: 'the part must be milestone, budget, source, criterion, person or co-unit',
    noName: 'there is no name',
    badName: 'the name is too long, or has characters that cannot be shown',
    noWeight: 'a milestone needs a whole weight from 1 to 100',
    noDay: 'a milestone needs a date, like 2026-09-30',
    noAmount: 'budget lines and sources need an amount in yuan, with two decimals at most',
  },
  doIt: (count) => `Import these ${count} rows`,
  imported: (count) =>
    `${count} rows were imported as drafts. Please check the sums of weights and amounts on each project’s page, then have the presidium approve it.`,
}
