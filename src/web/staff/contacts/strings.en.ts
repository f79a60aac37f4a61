/** What a deputy's phone says, in English. */
import type { ContactWords } from './strings.zh.ts'

export const en: ContactWords = {
  heading: 'Record a contact',
  nobody:
    'This account stands for no deputy and cannot record contacts. Please ask the secretary for a new one.',
  form: 'The record',
  channel: 'Channel',
  channels: { reception: 'Reception', visit: 'Visit', online: 'Online' },
  channelTexts: { reception: 'at a station', visit: 'at the door', online: 'by phone' },
  unconfirmed: (name, moment) =>
    `The service cannot be reached. You write as ${name}, who signed in here (${moment}). What you record is on this ` +
    'phone only for now; once the service confirms that it is you, it is sent by itself.',
  moment: (timeMs) =>
    new Date(timeMs).toLocaleString('en-GB', {
      month: 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
    }),
  newer:
    'There is a newer version of this page. It is taken as soon as this contact is saved, and then everything is ' +
    'sent; nothing typed is lost.',
  takeNewer: 'Take it now',
  whenAndWho: (day, others) =>
    `${day}, ${others === 0 ? 'nobody else present' : `with ${others} other ${others === 1 ? 'deputy' : 'deputies'}`} (change)`,
  today: 'Today',
  companions: 'Often there together',
  noteMore: 'Note (optional)',
  note: 'Note',
  noteHint: 'Seen only by the staff and the deputies present.',
  address: 'Resident’s address',
  demandGrid: 'Grid that the demand is about',
  sameGrid: 'The same as the contact’s',
  heldOn: 'Day',
  station: 'Station',
  noStation: 'There is no station yet: ask the secretary to add one, or choose “Visit” if it was one.',
  grid: 'Grid',
  own: (path) => `${path} (your own)`,
  noGrid: 'There is no grid yet: ask the secretary to add one.',
  anyGrid: 'No particular grid',
  deputies: 'Deputies present',
  notPresent: (name) => `Remove ${name}`,
  others: 'Other deputies were there too',
  search: 'Find a deputy',
  searchHint: 'Name or delegation.',
  searchMore: (count) => `${count} more are not shown: please search.`,
  residents: 'Residents met',
  residentsHint: 'Also those without a demand.',
  demand: (number) => `Demand ${number}`,
  category: 'Category',
  categories: 'Often used',
  text: 'Text',
  textHint: 'Where, what, and what is hoped for.',
  photos: 'Photos',
  addPhotos: 'Add photos',
  photosHint:
    'Six at most. They are made small on this phone, without the place where they were taken. Please leave out faces and papers.',
  photosFull: 'There are six. To take another, remove one first.',
  photo: (number) => `Photo ${number}`,
  remove: 'Remove',
  removePhoto: (number) => `Remove photo ${number}`,
  preparing: 'Making the photos small: one moment, please.',
  photosTooMany: (count) =>
    `A demand has six photos at most: ${count} more ${count === 1 ? 'was' : 'were'} not added.`,
  photoUnreadable: (name) => `“${name}” cannot be opened: please choose a JPEG, PNG or WebP photo.`,
  noRoom:
    'This phone has no room left: the photo was not added. What was typed and the other photos are all there. Please free some space and add it again.',
  photosNotKept:
    'This phone could not keep the photo. What was typed and the other photos are all there. Please try again, and do not use a private window.',
  place: 'Place',
  more: 'Place, resident’s name and contact details (optional)',
  residentHint: 'Seen only by those who have to reach the resident; never public.',
  name: 'Resident’s name',
  phone: 'Resident’s telephone',
  code: 'Follow-up code',
  codeHint: 'Read it to the resident, or let them write it down: it shows what becomes of the demand.',
  addDemand: 'Add a demand',
  removeDemand: (number) => `Remove demand ${number}`,
  finish: 'Save and send',
  clear: 'Clear the form',
  clearHeading: 'Clear what you are filling in?',
  clearText: 'What was typed and its follow-up codes are removed for good.',
  notKept:
    'This phone could not keep the record: it is not saved. Check its free space, and do not use a private window.',
  outbox: 'Recorded on this phone today',
  none: 'Nothing yet. You can record without a network; it is sent by itself later.',
  waiting: (count) => `${count} waiting to be sent. You can go on: they are sent when there is a network.`,
  refused: (count) => `${count} sent back: please correct.`,
  photosWaiting: (count) =>
    `${count === 1 ? '1 photo' : `${count} photos`} waiting: sent by ${count === 1 ? 'itself' : 'themselves'} when there is a network.`,
  photosRefused: (count) => `${count === 1 ? '1 photo was' : `${count} photos were`} not accepted.`,
  photoOf: (number) => `A photo of demand ${number}`,
  photoLost:
    'This phone can no longer read the photo: please remove it, and let the secretary add it if it is needed.',
  removeRefused: 'Remove this photo',
  withPhotos: (count) => `; photos: ${count}`,
  allSent: 'All sent.',
  onPhone: 'What is kept on this phone',
  onPhoneNone: 'No contact is on this phone only.',
  onPhoneUnsent: (count) =>
    `${count === 1 ? '1 contact is' : `${count} contacts are`} on this phone only; the service does not have ` +
    `${count === 1 ? 'it' : 'them'} yet. A lost phone would lose ${count === 1 ? 'it' : 'them'}.`,
  onPhoneDraft: 'What is being filled in is on this phone only, too.',
  onPhonePhotos: (count) =>
    `${count === 1 ? '1 photo is' : `${count} photos are`} on this phone only; each is deleted as soon as the service has it.`,
  onPhoneLists: (moment) => `Grids, stations, the roll of deputies and categories: as of ${moment}.`,
  onPhonePage: 'The page itself: it opens without a network.',
  onPhoneNoPage: 'The page itself is not kept yet: once closed, it does not open without a network.',
  onPhoneWiped:
    'Residents’ names, telephones and addresses are deleted from the phone once sent, follow-up codes when the day is ' +
    'over. After signing out, only what was not sent remains.',
  states: { waiting: 'Waiting', sent: 'Sent', refused: 'Sent back' },
  summary: (residents, demands) => `Residents: ${residents}; demands: ${demands}`,
  number: 'Demand',
  wrongAt: (number, field, message) =>
    `Demand ${number}${field === undefined ? '' : `, ${field.toLowerCase()}`}: ${message}`,
  correct: 'Correct and send again',
  first: 'Please send or clear what you are filling in first',

  contacts: 'My contacts',
  year: 'Year',
  yearOf: (year) => year,
  month: (month) =>
    new Date(`${month}-01T00:00:00Z`).toLocaleString('en-GB', { month: 'long', timeZone: 'UTC' }),
  noContacts: 'No contact was sent in that year.',
  moreContacts: 'Show earlier ones',
  late: ', overdue',

  demands: 'My demands',
  noDemands: 'There are no such demands.',
  moreDemands: 'Show more',
  state: 'State',
  allStates: 'All',
  demandStates: {
    taken: 'Not assigned yet',
    assigned: 'Assigned',
    handled: 'Handled, to be answered',
    answered: 'Answered, to be confirmed',
    confirmed: 'Settled',
    reopened: 'Opened again',
  },
  overdue: (dueOn) => `Overdue: an answer was due by ${dueOn}.`,
  look: 'Look and act',
  resident: 'Resident',
  stepNames: {
    take: 'Taken',
    assign: 'Assigned',
    handle: 'Handled',
    return: 'Handed back, to be assigned anew',
    answer: 'Answered',
    confirm: 'Settled',
    reopen: 'Opened again',
  },
  said: 'Said to the resident',
  saidHint: 'The resident reads it with the follow-up code. Not needed to settle.',
  acts: {
    answer: 'Answer the resident',
    confirm: 'The resident is content: settle',
    reopen: 'The resident is not: open again',
  },
}
