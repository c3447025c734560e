import { useEffect, useState } from 'preact/hooks'
import type { ClassDetail } from '../../../../shared/api'
import { showTime } from '../../../../shared/calendar/beijing'
import { api, type Keys } from '../../client/api'
import { saveFile } from '../../client/http'
import { type Loaded, useLoad } from '../../client/load'
import { announce } from '../../parts/announce'
import { Button } from '../../parts/button'
import { CopyText } from '../../parts/copy-text'
import { Loading, Note, ProblemNote } from '../../parts/note'
import { fileSize } from '../../words/amounts'
import { common } from '../../words/common'
import { fileWords } from './file-words'
import { type Build, type BuildRecord, buildPackage, builds, recordsOf } from './package-builds'
import { words } from './words'

/** Builds the package and says how the bureau makes sure that it is ours. */
export function PackageTab({ detail: { summary, plan } }: { detail: ClassDetail }) {
  const build = builds.value.get(summary.id)
  const keys = useLoad(api.keys, `keys/${build?.at}`)
  const building = build?.at === 'building'
  useEffect(() => {
    if (build?.at === 'built') announce(fileWords.packageDone)
  }, [build?.at])
  return (
    <div class="stack-wide">
      <section class="card stack" aria-labelledby="package-build">
        <h2 id="package-build">{words.tabs.package}</h2>
        <p class="prose">{fileWords.packageLead}</p>
        {plan.policy.status === 'to-be-confirmed' && <Note is="attention">{fileWords.toBeConfirmed}</Note>}
        <div class="row">
          <Button kind="main" disabled={building} onClick={() => void buildPackage(summary.id)}>
            {fileWords.packageBuild}
          </Button>
        </div>
        <Progress build={build} />
        <Records records={recordsOf(summary.id)} />
      </section>
      <KeySection keys={keys} file={build?.at === 'built' ? build.record.name : recordsOf(summary.id)[0]?.name} />
    </div>
  )
}

function Progress({ build }: { build: Build | undefined }) {
  const [now, setNow] = useState(Date.now())
  const since = build?.at === 'building' ? build.since : undefined
  useEffect(() => {
    if (since === undefined) return
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [since])
  if (!build) return null
  if (build.at === 'failed') return <ProblemNote problem={build.problem} />
  if (build.at === 'building') {
    return (
      <div class="stack-tight">
        <p role="status">{fileWords.packageStep}</p>
        <progress aria-label={fileWords.packageStep} />
        <p class="small quiet numbers">
          {fileWords.packageElapsed(Math.max(0, Math.floor((now - build.since) / 1000)))}
        </p>
      </div>
    )
  }
  return (
    <Note is="counted">
      <p class="label">{fileWords.packageDone}</p>
      <p class="row">
        {build.file.name}（{fileSize(build.record.bytes)}）
        <Button kind="small" onClick={() => saveFile(build.file)}>
          {common.download}
        </Button>
      </p>
    </Note>
  )
}

function Records({ records }: { records: BuildRecord[] }) {
  if (records.length === 0) return null
  return (
    <table>
      <caption>{fileWords.packageRecords}</caption>
      <thead>
        <tr>
          <th scope="col">{fileWords.builtAt}</th>
          <th scope="col">{fileWords.file}</th>
          <th scope="col" class="number">
            {fileWords.size}
          </th>
          <th scope="col">{fileWords.sum}</th>
        </tr>
      </thead>
      <tbody>
        {records.map(({ name, bytes, sha256, at }) => (
          <tr key={at}>
            <td class="nowrap">{showTime(at)}</td>
            <th scope="row">{name}</th>
            <td class="number">{fileSize(bytes)}</td>
            <td class="mono">{sha256 ?? common.none}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function KeySection({ keys, file }: { keys: Loaded<Keys>; file: string | undefined }) {
  const key = keys.data?.package
  return (
    <section class="card stack" aria-labelledby="package-key">
      <h2 id="package-key">{fileWords.keyTitle}</h2>
      <p class="prose">{fileWords.keyLead}</p>
      {keys.problem && <ProblemNote problem={keys.problem} retry={() => void keys.refresh()} />}
      {!keys.data && !keys.problem && <Loading />}
      {keys.data && !key && <p class="quiet">{fileWords.keyMissing}</p>}
      {key && (
        <>
          <CopyText text={key.fingerprint} label={fileWords.keyTitle} />
          <h3>{fileWords.verifyTitle}</h3>
          <p>{fileWords.verifyLead}</p>
          <CopyText
            text={`npx xueji verify "${file ?? 'package.zip'}" --key ${key.fingerprint}`}
            label={fileWords.verifyTitle}
          />
        </>
      )}
    </section>
  )
}
