/** What a year's records say in words, and what each figure is called in them. Pure. */
import { wanYuan } from '../pay/handover.ts'
import type { YearFigures } from './year-figures.ts'
import type { YearWords } from './year-sections.ts'

/** Each figure that words may name, as it is written. */
export function namedFigures(figures: YearFigures, year: number): Readonly<Record<string, string>> {
  const { contacts, list, delivery, inspection, verdicts, duties, ahead } = figures
  const { total, byChannel } = contacts
  const first = list.votes.find(({ reason }) => reason === 'first') ?? list.votes[0]
  const { projects } = delivery
  const graded = (grade: string): number => verdicts.projects.filter((each) => each.grade === grade).length
  const red = projects.filter(({ light }) => light === 'red')
  const sum = (of: (project: (typeof projects)[number]) => number): string =>
    `${wanYuan(projects.reduce((all, project) => all + of(project), 0))}万元`
  const counted: Readonly<Record<string, number>> = {
    年度: year,
    接待次数: total.sessions,
    坐诊次数: byChannel.reception.sessions,
    巡诊次数: byChannel.visit.sessions,
    代表人次: total.deputyVisits,
    群众人次: total.residents,
    意见条数: total.opinions,
    办结条数: total.resolved,
    逾期意见数: total.overdue,
    候选项目数: list.candidates,
    应选项目数: list.seats,
    票决项目数: list.chosen.length,
    应到代表数: first?.counts.shouldAttend ?? 0,
    实到代表数: first?.counts.present ?? 0,
    收回票数: first?.counts.returned ?? 0,
    有效票数: first?.counts.valid ?? 0,
    已验收项目数: projects.filter(({ state }) => state === 'accepted').length,
    红灯项目数: red.length,
    变更次数: projects.reduce((all, { changes }) => all + changes, 0),
    视察次数: inspection.visits.made,
    问进度件数: inspection.questions.asked,
    答复件数: inspection.questions.answered,
    逾期未答件数: inspection.questions.overdue,
    促进会次数: inspection.sittings.progressHeld,
    约见次数: inspection.sittings.appointmentsHeld,
    整改和承诺项数: inspection.undertakings.all,
    整改完成项数: inspection.undertakings.settled,
    整改逾期项数: inspection.undertakings.overdue,
    测评项目数: verdicts.projects.length,
    满意项目数: graded('satisfied'),
    基本满意项目数: graded('basically-satisfied'),
    不满意项目数: graded('not-satisfied'),
    应述职代表数: duties.deputies,
    已述职代表数: duties.reported,
    口头述职代表数: duties.oral,
    书面述职代表数: duties.written,
    储备项目数: ahead.reserve.length,
    未完成项目数: ahead.unfinished.length,
  }
  return {
    ...Object.fromEntries(Object.entries(counted).map(([name, value]) => [name, String(value)])),
    预算总额: sum(({ budgetFen }) => budgetFen),
    到位总额: sum(({ allocatedFen }) => allocatedFen),
    支付总额: sum(({ paidFen }) => paidFen),
    票决项目名单: namesOf(list.chosen),
    红灯项目名单: namesOf(red.map(({ name }) => name)),
    储备项目名单: namesOf(ahead.reserve.map(({ name }) => name)),
    未完成项目名单: namesOf(ahead.unfinished.map(({ name }) => name)),
    不满意项目名单: namesOf(ahead.notSatisfied.map(({ name }) => name)),
    未述职代表名单: namesOf(duties.missing),
  }
}

/** What the records say by themselves: where the secretary begins. */
export function proposedWords(figures: YearFigures): YearWords {
  const { list, delivery, inspection, verdicts, duties, ahead } = figures
  const { questions, undertakings, sittings } = inspection
  const red = delivery.projects.some(({ light }) => light === 'red')
  return {
    contacts:
      '{年度}年，代表坐诊{坐诊次数}次、巡诊{巡诊次数}次，参加代表{代表人次}人次，接待和走访群众{群众人次}人次，收到意见建议{意见条数}条，' +
      `已办结{办结条数}条${figures.contacts.total.overdue > 0 ? '，另有{逾期意见数}条超过期限尚未答复' : ''}。`,
    list:
      list.votes.length === 0
        ? '本年度没有在本系统票决项目。'
        : '经主席团审议，候选项目{候选项目数}个，应选{应选项目数}个。应到代表{应到代表数}名，实到{实到代表数}名，收回选票{收回票数}张，' +
          '其中有效票{有效票数}张，选出{票决项目数}个项目：{票决项目名单}。',
    delivery:
      delivery.projects.length === 0
        ? '本年度没有实施中的票决项目。'
        : '票决项目预算共{预算总额}，资金到位{到位总额}，支付{支付总额}；{票决项目数}个项目中已验收{已验收项目数}个，计划变更{变更次数}次。' +
          (red ? '亮红灯的{红灯项目数}个：{红灯项目名单}。' : '没有亮红灯的项目。'),
    inspection: [
      '代表视察{视察次数}次；问进度{问进度件数}件，已答复{答复件数}件',
      ...(questions.overdue > 0 ? ['，逾期未答{逾期未答件数}件'] : []),
      sittings.progressHeld + sittings.appointmentsHeld > 0
        ? '；召开促进会{促进会次数}次，约见{约见次数}次。'
        : '。',
      undertakings.all > 0 ? '单位整改和承诺{整改和承诺项数}项，已完成{整改完成项数}项' : '',
      undertakings.overdue > 0 ? '，逾期{整改逾期项数}项' : '',
      undertakings.all > 0 ? '。' : '',
    ].join(''),
    verdicts:
      verdicts.projects.length === 0
        ? '本年度尚未进行满意度测评。'
        : '代表以无记名投票测评{测评项目数}个项目：满意{满意项目数}个，基本满意{基本满意项目数}个，不满意{不满意项目数}个。' +
          (ahead.notSatisfied.length > 0 ? '不满意的项目：{不满意项目名单}。' : ''),
    duties:
      duties.deputies === 0
        ? '本年度尚未确定述职名单。'
        : '应述职代表{应述职代表数}名，已述职{已述职代表数}名，其中口头{口头述职代表数}名、书面{书面述职代表数}名。' +
          (duties.reported < duties.deputies ? '尚未述职：{未述职代表名单}。' : ''),
    ahead: [
      ahead.reserve.length > 0
        ? '未入选的{储备项目数}个项目列入储备库：{储备项目名单}。'
        : '储备库没有本年度的项目。',
      ahead.unfinished.length > 0
        ? '尚未完成验收的{未完成项目数}个项目：{未完成项目名单}，请下一年度继续跟踪。'
        : '',
      ahead.notSatisfied.length > 0 ? '测评不满意的项目：{不满意项目名单}，请下一年度继续整改。' : '',
    ].join(''),
  }
}

function namesOf(names: readonly string[]): string {
  return names.length === 0 ? '无' : names.join('、')
}
