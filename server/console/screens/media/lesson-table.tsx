import { useState } from 'preact/hooks'
import type { VideoLesson, VideoStatement } from '../../../../shared/api/media'
import { showTime } from '../../../../shared/calendar/beijing'
import { decisions } from '../../client/decisions'
import { videoAddress } from '../../client/media'
import { mayWrite } from '../../client/session'
import { Button, DownloadButton } from '../../parts/button'
import { Scroll } from '../../parts/scroll'
import { State } from '../../parts/state'
import { duration, fileSize } from '../../words/amounts'
import { EndStatement } from './end-statement'
import { words } from './words'

/** Every online lesson with what stands for its video. */
export function LessonTable({
  lessons,
  onChanged,
}: {
  lessons: readonly VideoLesson[]
  onChanged: () => Promise<void>
}) {
  const [ending, setEnding] = useState<VideoStatement>()
  return (
    <div class="table-frame">
      <Scroll label={words.lessons}>
        <table>
          <caption class="hidden-visually">{words.lessons}</caption>
          <thead>
            <tr>
              <th scope="col">{words.course}</th>
              <th scope="col">{words.lesson}</th>
              <th scope="col" class="fit">
                {words.stateOf}
              </th>
              <th scope="col">{words.video}</th>
            </tr>
          </thead>
          <tbody>
            {lessons.map((row) => (
              <tr key={`${row.course}\n${row.lesson?.key ?? ''}`}>
                <td>{row.courseTitle}</td>
                <th scope="row">
                  {row.lesson?.title ?? words.wholeCourse}
                  <div class="small quiet">
                    {row.heldAt !== undefined && words.heldAt(showTime(row.heldAt))}
                    {row.watchedBy !== undefined && words.watchedBy(row.watchedBy)}
                  </div>
                </th>
                <td class="nowrap">
                  <State is={row.met === 'none' ? 'attention' : 'counted'}>{words.met[row.met]}</State>
                </td>
                <td>
                  {row.statements.map((one) => (
                    <Statement key={one.id} one={one} onEnd={() => setEnding(one)} />
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {ending && <EndStatement statement={ending} onEnded={onChanged} onClose={() => setEnding(undefined)} />}
    </div>
  )
}

function Statement({ one, onEnd }: { one: VideoStatement; onEnd: () => void }) {
  const { how, file, reference, evidence } = one
  return (
    <div class="row-between">
      <div>
        {file ? (
          <>
            {file.state === 'gone' ? (
              file.name
            ) : (
              <a href={videoAddress(file.id)} target="_blank" rel="noreferrer">
                {file.name}
              </a>
            )}{' '}
            <span class="small quiet">
              {duration(file.length)} · {fileSize(file.bytes)} · {file.format} ·{' '}
              <span class="mono">{file.sha256.slice(0, 8)}</span>
            </span>
            {file.state !== 'ok' && (
              <div>
                <State is={file.state === 'gone' ? 'idle' : 'wrong'}>{words.fileState[file.state]}</State>
              </div>
            )}
          </>
        ) : (
          <>
            {words.how[how]}
            {reference && (
              <span class="small quiet">
                {' '}
                {words.courseId(reference.id)} ·{' '}
                <a href={reference.url} target="_blank" rel="noreferrer">
                  {reference.url}
                </a>
                {reference.seconds !== undefined && ` · ${duration(reference.seconds * 1000)}`}
              </span>
            )}
          </>
        )}
        <div class="small quiet">
          {one.by} {showTime(one.at)}
        </div>
      </div>
      <div class="row">
        {evidence !== undefined && (
          <DownloadButton kind="small" fetch={() => decisions.evidenceFile(evidence)}>
            {words.paper}
          </DownloadButton>
        )}
        {mayWrite() && (
          <Button kind="link" onClick={onEnd}>
            {words.endStatement}
            <span class="hidden-visually">：{file?.name ?? words.how[how]}</span>
          </Button>
        )}
      </div>
    </div>
  )
}
