/** The figures of a year's report, section by section, as tables. In the hall's language, whatever the page speaks. */
import type { ComponentChildren } from 'preact'
import type { Grade } from '../../inspect/grade.ts'
import type { YearFigures } from '../../inspect/year-figures.ts'
import type { Section } from '../../inspect/year-sections.ts'
import { deliveryWordsZh as d } from './delivery-words.zh.ts'
import { percent } from './figures.ts'

const CHANNELS = { reception: '坐诊', visit: '巡诊', online: '网诊' } as const

const GRADES: Record<Grade, string> = {
  satisfied: '满意',
  'basically-satisfied': '基本满意',
  'not-satisfied': '不满意',
}

type Row = readonly (string | number)[]

/** What nobody can edit. */
export function SectionFigures({
  section,
  figures,
}: {
  readonly section: Section
  readonly figures: YearFigures
}) {
  switch (section) {
    case 'contacts': {
      const { byChannel, total } = figures.contacts
      const rowOf = (name: string, of: (typeof figures)['contacts']['total']): Row => [
        name,
        of.sessions,
        of.deputyVisits,
        of.residents,
        of.opinions,
        of.resolved,
      ]
      return (
        <Figures
          name="联系群众"
          columns={['方式', '次数', '代表人次', '群众人次', '意见（条）', '办结（条）']}
          rows={[
            ...(['reception', 'visit', 'online'] as const).map((each) =>
              rowOf(CHANNELS[each], byChannel[each]),
            ),
            rowOf('合计', total),
          ]}
        />
      )
    }
    case 'list':
      return (
        <>
          {figures.list.votes.map(({ ballot, counts, candidates }) => (
            <Figures
              key={ballot}
              name="票决结果"
              columns={['候选项目', '赞成', '占全体', '占到会', '结果']}
              rows={candidates.map(({ name, approvals, chosen }) => [
                name,
                approvals,
                percent(approvals, counts.shouldAttend),
                percent(approvals, counts.present),
                chosen ? '入选' : '未入选',
              ])}
            />
          ))}
        </>
      )
    case 'delivery':
      return (
        <Figures
          name="项目实施"
          columns={['项目', '责任单位', '亮灯', '进度', '预算', '支付', '变更']}
          rows={figures.delivery.projects.map((project) => [
            project.name,
            project.unit,
            project.light === null ? d.noLight : d.lights[project.light],
            d.points(project.weightedProgress),
            d.amount(project.budgetFen),
            d.amount(project.paidFen),
            project.changes,
          ])}
        />
      )
    case 'inspection': {
      const { visits, questions, sittings, undertakings } = figures.inspection
      return (
        <Figures
          name="监督检查"
          columns={['事项', '总数', '已完成', '逾期']}
          rows={[
            ['视察', visits.made + visits.planned, visits.made, visits.overdue],
            ['问进度', questions.asked, questions.answered, questions.overdue],
            ['约见', sittings.appointmentsAsked, sittings.appointmentsHeld, '—'],
            ['促进会', sittings.progressHeld, sittings.progressHeld, '—'],
            ['整改和承诺', undertakings.all, undertakings.settled, undertakings.overdue],
          ]}
        />
      )
    }
    case 'verdicts':
      return (
        <Figures
          name="满意度测评"
          columns={['项目', '满意', '基本满意', '不满意', '弃权', '满意占全体', '满意占到会', '等次']}
          rows={figures.verdicts.projects.map(({ name, marks, grade, all, present }) => [
            name,
            marks.satisfied,
            marks.basicallySatisfied,
            marks.notSatisfied,
            marks.blank,
            percent(marks.satisfied, all),
            percent(marks.satisfied, present),
            GRADES[grade],
          ])}
        />
      )
    case 'duties': {
      const { deputies, reported, oral, written } = figures.duties
      return (
        <Figures
          name="代表述职"
          columns={['范围', '应述职', '已述职', '口头', '书面', '述职率']}
          rows={
            deputies === 0
              ? []
              : [['名单上的代表', deputies, reported, oral, written, percent(reported, deputies)]]
          }
        />
      )
    }
    case 'ahead': {
      const { reserve, unfinished, notSatisfied } = figures.ahead
      return (
        <Figures
          name="接续事项"
          columns={['项目', '事由', '情况']}
          rows={[
            ...reserve.map(({ name, approvals }): Row => [
              name,
              '未入选，列入储备库',
              `赞成 ${approvals} 票`,
            ]),
            ...unfinished.map(({ name, weightedProgress, finishBy }): Row => [
              name,
              '尚未验收',
              `进度 ${d.points(weightedProgress)}，计划 ${finishBy} 前完成`,
            ]),
            ...notSatisfied.map(({ name }): Row => [name, '测评不满意', '继续整改']),
          ]}
        />
      )
    }
  }
}

/** A table of so many rows is not broken over two sheets. */
const WHOLE_ROWS_MAX = 15

/** The first cell names the row. Nothing where there is no row. */
function Figures({
  name,
  columns,
  rows,
}: {
  readonly name: string
  readonly columns: readonly string[]
  readonly rows: readonly Row[]
}): ComponentChildren {
  if (rows.length === 0) return null
  return (
    // On a phone it scrolls inside itself; printed it is as wide as the sheet.
    <div
      class={rows.length <= WHOLE_ROWS_MAX ? 'table is-whole' : 'table'}
      role="region"
      aria-label={`${name}：数字`}
      lang="zh-CN"
      tabIndex={0}
    >
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([head = '', ...cells], i) => (
            <tr key={i}>
              <th scope="row" class="is-long">
                {head}
              </th>
              {cells.map((cell, n) => (
                <td key={n} class={cellClass(cell)}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** A grade or a date is not broken over two lines. */
function cellClass(cell: string | number): string {
  if (/^([\d.,]+(%| 万元)?|—)$/.test(String(cell))) return 'figure'
  return String(cell).length > 10 ? 'is-long' : 'is-short'
}
