/** Expected failures of this stage, each with its sentence. */
import { DomainError } from '../errors.ts'

/** The same for an unknown name, a wrong password and an account that was disabled: none tells which. */
export class WrongCredentialsError extends DomainError {
  readonly kind = 'unauthenticated'
  readonly code = 'people.wrongCredentials'
  readonly title = '用户名或密码不对 / Wrong name or password'
}

/** The password was right; the code of the second factor is asked for. */
export class TotpNeededError extends DomainError {
  readonly kind = 'unauthenticated'
  readonly code = 'people.totpNeeded'
  readonly title = '请输入动态口令 / Please enter your one-time code'
}

export class WrongTotpError extends DomainError {
  readonly kind = 'unauthenticated'
  readonly code = 'people.wrongTotp'
  readonly title =
    '动态口令不对或已用过，请等下一个口令再试 / ' +
    'The one-time code is wrong or was used before: please wait for the next one'
}

export class LockedError extends DomainError {
  readonly kind = 'tooMany'
  readonly code = 'people.locked'
  readonly title = '失败次数过多，已暂停登录 / Too many failed attempts: signing in is suspended'

  constructor(retryAfterSeconds: number) {
    const minutes = Math.ceil(retryAfterSeconds / 60)
    super(`请 ${minutes} 分钟后再试 / please try again in ${minutes} min`, { retryAfterSeconds })
  }
}

/** While the second factor is set up: the code does not fit the secret that was shown. */
export class TotpMismatchError extends DomainError {
  readonly kind = 'invalid'
  readonly code = 'people.totpMismatch'
  readonly title =
    '动态口令不对：请核对手机的时间，再输入当前的口令 / ' +
    'The one-time code does not fit: please check the time of your phone and enter the current code'
}

export class NotEnrollingError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'people.notEnrolling'
  readonly title = '请先获取动态口令的密钥 / Please ask for the secret of the second factor first'
}

export class AlreadyEnrolledError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'people.alreadyEnrolled'
  readonly title =
    '动态口令已经设置；若要更换，请秘书重置 / ' +
    'The second factor is set up already: ask the secretary to reset it if it must be replaced'
}

/** The password that was to be changed is not the one that was given. */
export class WrongPasswordError extends DomainError {
  readonly kind = 'forbidden'
  readonly code = 'people.wrongPassword'
  readonly title = '当前密码不对 / The current password is wrong'
}

export class WrongOperatorCodeError extends DomainError {
  readonly kind = 'forbidden'
  readonly code = 'people.wrongOperatorCode'
  readonly title =
    '部署码不对：请向服务器管理员索取（在数据目录的 operator-code 文件中） / ' +
    "Wrong operator's code: ask whoever runs the server (it is in the file operator-code of the data folder)"
}

export class UsernameTakenError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'people.usernameTaken'
  readonly title = '这个用户名已有人用，请换一个 / This username is taken: please choose another'
}

export class ChiefTakenError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'people.chiefTaken'
  readonly title =
    '已有总监票人：请先撤下原来的，再指定新的 / There is a chief teller already: release that one first'
}

export class NotATellerError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'people.notATeller'
  readonly title = '只有监票人可以担任总监票人 / Only a teller can be the chief teller'
}

export class DeputyAccountTakenError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'people.deputyAccountTaken'
  readonly title = '这名代表已有账号 / This deputy has an account already'
}

/** Nobody would be left to let them in again. */
export class OwnAccountError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'people.ownAccount'
  readonly title =
    '不能停用自己的账号或重置自己的动态口令，请另一名秘书操作 / ' +
    'You cannot disable yourself or reset your own second factor: please ask another secretary'
}

export class NotASecretaryError extends DomainError {
  readonly kind = 'forbidden'
  readonly code = 'people.notASecretary'
  readonly title =
    '这个账号不是秘书的：请本级秘书在“工作人员”里重设密码 / ' +
    'This is not a secretary’s account: the secretary of the assembly sets a new password for it'
}

export class PasswordOfSecretaryError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'people.passwordOfSecretary'
  readonly title =
    '秘书的密码只能由本人在“我的账号”里修改 / ' +
    'A secretary’s password is changed by that person alone, under “My account”'
}

export class StaffNotFoundError extends DomainError {
  readonly kind = 'notFound'
  readonly code = 'people.staffNotFound'
  readonly title = '没有这个账号 / There is no such account'
}

export class DeputyNotFoundError extends DomainError {
  readonly kind = 'notFound'
  readonly code = 'people.deputyNotFound'
  readonly title = '名单中没有这名代表 / There is no such deputy on the list'
}

export class MeetingNotFoundError extends DomainError {
  readonly kind = 'notFound'
  readonly code = 'people.meetingNotFound'
  readonly title = '没有这次会议 / There is no such meeting'
}

export class AssemblyNotFoundError extends DomainError {
  readonly kind = 'notFound'
  readonly code = 'people.assemblyNotFound'
  readonly title = '没有这个人民代表大会，请检查网址 / There is no such assembly: please check the address'
}
