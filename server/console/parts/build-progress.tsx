import { showClock, showTime } from '../../../shared/calendar/beijing'
import { api } from '../client/api'
import type { Build } from '../client/builds'
import { fileSize } from '../words/amounts'
import { buildWords } from '../words/builds'
import { common } from '../words/common'
import { DownloadButton } from './button'
import { Loading, Note, ProblemNote } from './note'

/** How far long work is, or what went wrong; nothing once it is done. */
export function WorkProgress({ build, doing }: { build: Build | undefined; doing: string }) {
  if (!build || build.at === 'built') return null
  if (build.at === 'failed') return <ProblemNote problem={build.problem} />
  if (build.at === 'starting') return <Loading />
  const { job } = build
  const step = job.all > 0 ? `${job.step} ${common.of(job.done, job.all)}` : job.step
  return (
    <div class="stack-tight">
      <p role="status">
        {doing}
        {step}
      </p>
      <progress aria-label={step} {...(job.all > 0 && { value: job.done, max: job.all })} />
      <p class="small quiet">{buildWords.leave(showClock(job.startedAt))}</p>
    </div>
  )
}

/** How far a package is, then the package, or what went wrong. */
export function BuildProgress({ build }: { build: Build | undefined }) {
  if (build?.at !== 'built') return <WorkProgress build={build} doing={buildWords.step} />
  const { job } = build
  return (
    <Note is="counted">
      <p class="label">{buildWords.done}</p>
      <p class="row">
        {job.name}（{fileSize(job.bytes ?? 0)}）
        <DownloadButton kind="small" fetch={() => api.jobFile(job.id)}>
          {common.download}
        </DownloadButton>
      </p>
      <p class="small quiet">{buildWords.kept}</p>
    </Note>
  )
}

/** A file that waits for who asked for it alone: fetched by the browser itself, which goes on after a broken connection. */
export function WaitingFile({ build, kept }: { build: Build | undefined; kept: (time: string) => string }) {
  if (build?.at !== 'built') return null
  const { id, name, bytes = 0, until } = build.job
  return (
    <Note is="counted">
      <p class="row">
        <span>
          {name}（{fileSize(bytes)}）
        </span>
        <a class="button button-small" href={`/api/jobs/${id}/file`} download>
          {common.download}
        </a>
      </p>
      {until !== undefined && <p class="small quiet">{kept(showTime(until))}</p>}
    </Note>
  )
}
