/** 公告: as it is read out and posted. */
import type { AnnouncementPaper } from '../../../decide/paper-parts.ts'
import { OF_THE_HALL } from '../words.ts'

/** `number` is what the secretary gives it; empty leaves a line to write on. */
export function Announcement({
  paper,
  number,
}: {
  readonly paper: AnnouncementPaper
  readonly number: string
}) {
  return (
    <article class="paper announcement-paper" lang={OF_THE_HALL} aria-label="公告">
      <h2>
        <span>{paper.assembly}</span>
        <span class="announcement-word">公　告</span>
      </h2>
      <p class="announcement-number">第{number === '' ? <span class="blank" /> : number}号</p>
      {paper.paragraphs.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      {paper.chosen.length > 0 && (
        <ol>
          {paper.chosen.map((project) => (
            <li key={project}>{project}</li>
          ))}
        </ol>
      )}
      {paper.after.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      <div class="announcement-end">
        <p>{paper.signedBy}</p>
        <p>{paper.date}</p>
      </div>
    </article>
  )
}
