/** The view that the address names, for whoever is signed in. */
import { Account } from './account/account.tsx'
import { useLive } from '../shared/live.ts'
import { Home } from './home.tsx'
import { Meeting } from './meeting/meeting.tsx'
import { LiveContext } from './parts/fresh.ts'
import { Heading } from './parts/heading.tsx'
import { later } from './parts/later.tsx'
import { Papers } from './papers/papers.tsx'
import { Badges } from './people/badges.tsx'
import { DeputiesPage } from './people/deputies.tsx'
import { StaffPage } from './people/staff.tsx'
import { isTaskList, linkTo, routeOf, useHash } from './route.ts'
import { seesDemands, useMe } from './session.tsx'
import { useWords } from './words.ts'

const TellerViews = later(async () => (await import('./teller/views.tsx')).TellerViews)

const ListPapers = later(async () => (await import('./papers/list-papers.tsx')).ListPapers)
const Proposals = later(async () => (await import('./proposals/proposals.tsx')).Proposals)
const DepartmentViews = later(async () => (await import('./department/views.tsx')).DepartmentViews)
const DemandViews = later(async () => (await import('./demands/desk.tsx')).DemandViews)
const JudgingMeeting = later(async () => (await import('./meeting/judging.tsx')).JudgingMeeting)
const InspectionHub = later(async () => (await import('./inspection/hub.tsx')).InspectionHub)
const SittingViews = later(async () => (await import('./sittings/views.tsx')).SittingViews)
const PlanImport = later(async () => (await import('./plan-import/plan-import.tsx')).PlanImport)
const QuestionsPage = later(async () => (await import('./questions/questions.tsx')).QuestionsPage)
const SupervisionViews = later(async () => (await import('./supervision/views.tsx')).SupervisionViews)
const DutiesPage = later(async () => (await import('./duties/duties.tsx')).DutiesPage)
const YearReportPage = later(async () => (await import('./year-report/year-report.tsx')).YearReportPage)
const DeliveryViews = later(async () => (await import('./delivery/views.tsx')).DeliveryViews)

export function View() {
  const me = useMe()
  const live = useLive(me.assembly.id)
  return (
    <LiveContext.Provider value={live}>
      <Routed />
    </LiveContext.Provider>
  )
}

function Routed() {
  const me = useMe()
  const route = routeOf(useHash())
  if (me.role === 'department')
    switch (route.at) {
      case 'duties':
        return isTaskList(route) ? (
          <DepartmentViews route={route} />
        ) : (
          <DutiesPage key={route.filter} cycleId={route.filter} />
        )
      case 'year-report':
        return <YearReportPage key={route.cycleId} cycleId={route.cycleId} />
      case 'home':
      case 'demand':
      case 'dossiers':
      case 'dossier':
        return <DepartmentViews route={route} />
      case 'project':
        return <DeliveryViews route={route} />
      case 'inspection':
        return <InspectionHub key={route.cycleId} cycleId={route.cycleId} />
      case 'supervision':
      case 'visit':
      case 'undertakings':
        return <SupervisionViews route={route} />
      case 'sittings':
      case 'minutes':
        return <SittingViews route={route} />
      case 'questions':
        return <QuestionsPage key={route.cycleId} cycleId={route.cycleId} />
      case 'account':
        return <Account />
      default:
        return <Nowhere />
    }
  switch (route.at) {
    case 'home':
      return <Home />
    case 'account':
      return <Account />
    case 'ballot':
      return <TellerViews key={route.uuid} uuid={route.uuid} rest={route.rest} />
    case 'meeting':
      return <Meeting key={route.cycleId} cycleId={route.cycleId} />
    case 'satisfaction':
      return <JudgingMeeting key={route.cycleId} cycleId={route.cycleId} />
    case 'proposals':
      return <Proposals key={route.cycleId} cycleId={route.cycleId} />
    case 'review':
      return <ListPapers key={route.cycleId} cycleId={route.cycleId} />
    case 'people':
      return me.role === 'secretary' ? <StaffPage /> : <Nowhere />
    case 'deputies':
      return me.role === 'secretary' ? <DeputiesPage /> : <Nowhere />
    case 'demands':
    case 'demand':
    case 'record':
    case 'statistics':
    case 'records':
    case 'grids':
      return seesDemands(me.role) ? <DemandViews route={route} /> : <Nowhere />
    case 'units':
      return seesDemands(me.role) ? <DepartmentViews route={route} /> : <Nowhere />
    case 'delivery':
    case 'delivery-report':
    case 'project':
      return <DeliveryViews route={route} />
    case 'supervision':
    case 'visit':
    case 'undertakings':
      return <SupervisionViews route={route} />
    case 'sittings':
    case 'minutes':
      return <SittingViews route={route} />
    case 'inspection':
      return <InspectionHub key={route.cycleId} cycleId={route.cycleId} />
    case 'questions':
      return <QuestionsPage key={route.cycleId} cycleId={route.cycleId} />
    case 'year-report':
      return <YearReportPage key={route.cycleId} cycleId={route.cycleId} />
    case 'plans':
      return me.role === 'secretary' ? (
        <PlanImport key={route.cycleId} cycleId={route.cycleId} />
      ) : (
        <Nowhere />
      )
    case 'badges':
      return me.role === 'secretary' ? <Badges meetingId={route.meetingId} /> : <Nowhere />
    case 'papers':
      return <Papers key={route.ballot} uuid={route.ballot} />
    case 'duties':
      return route.filter === '' ? <Nowhere /> : <DutiesPage key={route.filter} cycleId={route.filter} />
    case 'dossiers':
    case 'dossier':
    case 'unknown':
      return <Nowhere />
  }
}

function Nowhere() {
  const words = useWords()
  return (
    <section class="card">
      <Heading>{words.nowhere.heading}</Heading>
      <p>
        <a href={linkTo.home}>{words.nowhere.home}</a>
      </p>
    </section>
  )
}
