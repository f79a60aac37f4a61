/** 监督小组 of each project; the office says who is in it. A deputy's own stand first. */
import { useState } from 'preact/hooks'
import type { Group } from '../../../inspect/supervision-model.ts'
import { useAct } from '../../shared/act.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { Choice } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { Whose } from '../parts/whose.tsx'
import { linkTo } from '../route.ts'
import { useMe } from '../session.tsx'
import { OF_THE_HALL } from '../words.ts'
import type { Supervision } from './reading.ts'
import { Who } from './who.tsx'
import { useSupervisionWords } from './words.ts'

interface GroupsProps {
  readonly all: Supervision
  readonly own: readonly Group[]
  readonly refresh: () => Promise<void>
}

export function Groups({ all, own, refresh }: GroupsProps) {
  const w = useSupervisionWords()
  const me = useMe()
  const [editing, setEditing] = useState<string>()
  const [saved, setSaved] = useState<string>()
  const isOffice = me.role === 'secretary' || me.role === 'presidium'
  const sorted = [...own, ...all.groups.filter((group) => !own.includes(group))]
  return (
    <>
      <p role="status" class={saved === undefined ? 'only-heard' : 'did'}>
        {saved !== undefined && w.supervision.saved(saved)}
      </p>
      <ul class="visits">
        {sorted.map((group) => (
          <li key={group.projectId} class="framed">
            <h3 lang={OF_THE_HALL}>
              <a href={linkTo.project(group.projectId)}>{group.project}</a>
            </h3>
            <p class="line">
              {own.includes(group) && <strong>{w.supervision.mine}</strong>}
              <span lang={OF_THE_HALL}>{w.unit(group.unit)}</span>
            </p>
            {group.members.length === 0 ? (
              <p class="soft">{w.supervision.noGroup}</p>
            ) : (
              <ul class="members" aria-label={w.supervision.members(group.members.length)}>
                {group.members.map(({ id, name, lead, active }) => (
                  <li key={id}>
                    <span lang={OF_THE_HALL}>{name}</span>
                    {lead && <strong> {w.supervision.lead}</strong>}
                    {!active && <span class="late"> {w.supervision.left}</span>}
                  </li>
                ))}
              </ul>
            )}
            {isOffice && editing !== group.projectId && (
              <button
                type="button"
                onClick={() => {
                  setSaved(undefined)
                  setEditing(group.projectId)
                }}
              >
                {w.supervision.editGroup}
                <Whose name={group.project} />
              </button>
            )}
            {editing === group.projectId && (
              <Edit
                all={all}
                group={group}
                refresh={refresh}
                onLeave={() => setEditing(undefined)}
                onSaved={() => setSaved(group.project)}
              />
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

function Edit({
  all,
  group,
  refresh,
  onLeave,
  onSaved,
}: Omit<GroupsProps, 'own'> & {
  readonly group: Group
  readonly onLeave: () => void
  readonly onSaved: () => void
}) {
  const w = useSupervisionWords().supervision
  const [memberIds, setMemberIds] = useState<readonly string[]>(
    group.members.filter(({ active }) => active).map(({ id }) => id),
  )
  const [chosenLead, setLead] = useState(group.members.find(({ lead, active }) => lead && active)?.id ?? '')
  const lead = memberIds.includes(chosenLead) ? chosenLead : ''
  const act = useAct(async () => {
    const param = { id: all.cycleId, projectId: group.projectId }
    const json = { leadId: lead === '' ? null : lead, memberIds: [...memberIds] }
    await body(api.inspect.cycles[':id'].projects[':projectId'].group.$put({ param, json }))
    await refresh()
    onSaved()
    onLeave()
  })
  return (
    <Form
      act={act}
      doIt={w.save}
      onLeave={onLeave}
      missing={
        memberIds.length > 0
          ? lead === ''
            ? [w.leadFirst]
            : []
          : group.members.length > 0
            ? []
            : [w.whoFirst]
      }
    >
      <h4>{w.editOf(group.project)}</h4>
      <Who
        legend={w.who}
        deputies={all.deputies.filter(({ active }) => active)}
        likely={[]}
        chosen={memberIds}
        onChosen={setMemberIds}
      />
      {memberIds.length > 0 && (
        <Choice
          label={w.leadOf}
          value={lead}
          onValue={setLead}
          options={[
            { value: '', text: w.noLead },
            ...all.deputies
              .filter(({ id }) => memberIds.includes(id))
              .map(({ id, name }) => ({ value: id, text: name })),
          ]}
        />
      )}
    </Form>
  )
}
