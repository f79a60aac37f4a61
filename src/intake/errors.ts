/** What can be expected to go wrong between a resident's demand and its answer. */
import { DomainError } from '../errors.ts'

export class GridNotFoundError extends DomainError {
  readonly kind = 'notFound'
  readonly code = 'intake.gridNotFound'
  readonly title = '没有这个网格，请检查 / There is no such grid: please check'
}

export class GridNameTakenError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'intake.gridNameTaken'
  readonly title = '同一级已有同名的网格 / Another grid beside it has this name'
}

export class GridInUseError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'intake.gridInUse'
  readonly title: string

  constructor(uses: GridUses) {
    super(undefined, { ...uses })
    const { grids, contacts, demands, stations } = uses
    const all = [
      [grids, `下级网格 ${grids} 个`, `grids within it: ${grids}`],
      [stations, `联络站 ${stations} 个`, `stations: ${stations}`],
      [contacts, `接待记录 ${contacts} 条`, `contacts: ${contacts}`],
      [demands, `诉求 ${demands} 条`, `demands: ${demands}`],
    ] as const
    const used = all.filter(([count]) => count > 0)
    this.title =
      `这个网格还有${used.map(([, zh]) => zh).join('、')}，不能删除；请先移走或更正 / ` +
      `This grid cannot be removed, it is still used (${used.map(([, , en]) => en).join(', ')}): please move or correct these first`
  }
}

/** How much refers to a grid. */
export interface GridUses {
  readonly grids: number
  readonly stations: number
  readonly contacts: number
  readonly demands: number
}

export class GridPlaceError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'intake.gridPlace'
  readonly title =
    '不能移到自己或自己的下级之中，移过去也不能超过四级；请另选上级 / ' +
    'A grid cannot move into itself or what lies within it, nor deeper than four levels: please choose another place'
}

export class StationNotFoundError extends DomainError {
  readonly kind = 'notFound'
  readonly code = 'intake.stationNotFound'
  readonly title = '没有这个联络站，请检查 / There is no such station: please check'
}

export class StationNameTakenError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'intake.stationNameTaken'
  readonly title = '已有同名的联络站 / Another station has this name'
}

export class StationClosedError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'intake.stationClosed'
  readonly title = '这个联络站已停用，请先恢复使用 / This station is closed: please take it up again before'
}

export class OpeningNotFoundError extends DomainError {
  readonly kind = 'notFound'
  readonly code = 'intake.openingNotFound'
  readonly title =
    '没有这次开放，可能刚被取消；请刷新再看 / There is no such opening time, perhaps it was just removed: please look again'
}

export class OpeningOverError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'intake.openingOver'
  readonly title =
    '已经过去的开放不再改动；请另加一次 / An opening that is over is not changed: please add another'
}

export class ContactNotFoundError extends DomainError {
  readonly kind = 'notFound'
  readonly code = 'intake.contactNotFound'
  readonly title = '没有这条接待记录 / There is no such contact'
}

export class ContactTakenError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'intake.contactTaken'
  readonly title =
    '这条记录已经用同一编号交过，内容不同；请作为新的一条再交 / ' +
    'A record with this id was sent before with another content: please send it as a new one'
}

export class ContactChangedError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'intake.contactChanged'
  readonly title =
    '这条接待记录刚被别人更正过，请刷新再看 / Somebody else has just corrected this contact: please look at it again'
}

export class ContactClosedError extends DomainError {
  readonly kind = 'forbidden'
  readonly code = 'intake.contactClosed'
  readonly title =
    '代表只能在记下后 7 天内更正自己记的接待，作废的不能再改；请找人大办 / ' +
    'A deputy corrects own contacts within 7 days, and nobody one that was withdrawn: please ask the office of the congress'
}

export class NothingToCorrectError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'intake.nothingToCorrect'
  readonly title = '没有任何改动，请先改正 / Nothing is changed: please correct something first'
}

export class ContactHasDemandsError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'intake.contactHasDemands'
  readonly title: string

  constructor(demands: number) {
    super(undefined, { demands })
    this.title =
      `这次接待收下了 ${demands} 条诉求，不能作废；记错的日期、网格等请更正 / ` +
      `The contact cannot be withdrawn, because demands were taken in it (${demands}): please correct what is wrong in it instead`
  }
}

export class DemandTakenError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'intake.demandTaken'
  readonly title =
    '诉求编号或查询码已经用过，请重新填一条 / The id or the follow-up code of a demand was used before: please make a new one'
}

export class NotPresentError extends DomainError {
  readonly kind = 'forbidden'
  readonly code = 'intake.notPresent'
  readonly title =
    '您不在在场代表之中，不能记这一条；请把自己也选上 / You are not among the deputies who were there: please choose yourself too'
}

export class DemandNotFoundError extends DomainError {
  readonly kind = 'notFound'
  readonly code = 'intake.demandNotFound'
  readonly title = '没有这条诉求，请检查 / There is no such demand: please check'
}

export class FollowUpNotFoundError extends DomainError {
  readonly kind = 'notFound'
  readonly code = 'intake.followUpNotFound'
  readonly title =
    '没有这个查询码，请对照纸条再看一遍，特别是大写和小写 / There is no such code: please compare it again, above all capitals and small letters'
}

export class DemandStepError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'intake.step'
  readonly title =
    '这条诉求现在不能做这一步，请刷新再看 / This cannot be done with the demand now: please look at it again'
}

export class PhotoNotFoundError extends DomainError {
  readonly kind = 'notFound'
  readonly code = 'intake.photoNotFound'
  readonly title = '这条诉求没有这张照片，请刷新再看 / The demand has no such photo: please look at it again'
}

export class TooManyPhotosError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'intake.tooManyPhotos'
  readonly title =
    '一条诉求最多 6 张照片，请先删去一张 / A demand has 6 photos at most: please remove one first'
}

export class PhotoOfStaffError extends DomainError {
  readonly kind = 'forbidden'
  readonly code = 'intake.photoOfStaff'
  readonly title =
    '这张照片是工作人员拍的，不能在这里删除；如有不妥，请与联络站联系 / ' +
    'This photo was added by the staff and cannot be removed here: if something is wrong with it, please ask at a station'
}

export class PhotosClosedError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'intake.photosClosed'
  readonly title =
    '提交一天以后，或诉求已办结，就不能再加照片了；如有需要，请带到联络站 / ' +
    'A day after it was sent, or once it is settled, photos can no longer be added: please take them to a station'
}

export class ResidentErasedError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'intake.residentErased'
  readonly title =
    '提这条诉求的居民已要求删去个人信息，这条诉求不再收照片，请从本机删去 / ' +
    'Who asked for this has been erased: no more photos are taken with it, please delete them from this device'
}
