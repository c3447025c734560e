import { useEffect } from 'preact/hooks'
import type { ClassDetail } from '../../../../shared/api'
import type { PackageRecord } from '../../../../shared/api/jobs'
import { showTime } from '../../../../shared/calendar/beijing'
import { api, type Keys } from '../../client/api'
import { builds, resumeBuild, build as start } from '../../client/builds'
import { type Loaded, useLoad } from '../../client/load'
import { announce } from '../../parts/announce'
import { BuildProgress } from '../../parts/build-progress'
import { Button } from '../../parts/button'
import { CopyText } from '../../parts/copy-text'
import { Loading, Note, ProblemNote } from '../../parts/note'
import { Scroll } from '../../parts/scroll'
import { fileSize } from '../../words/amounts'
import { buildWords } from '../../words/builds'
import { SendButton, SendHint, SendState, useSending } from '../sending/use-sending'
import { fileWords } from './file-words'
import { words } from './words'

/** Builds the package and says how the bureau makes sure that it is ours. */
export function PackageTab({ detail: { summary, plan } }: { detail: ClassDetail }) {
  const build = builds.value.get(summary.id)
  const records = useLoad(() => api.packages(summary.id), `packages/${summary.id}/${build?.at}`)
  const keys = useLoad(api.keys, `keys/${build?.at}`)
  const sending = useSending('stage', summary.id)
  const building = sending.busy || build?.at === 'running' || build?.at === 'starting'
  useEffect(() => void resumeBuild(summary.id), [summary.id])
  useEffect(() => {
    if (build?.at === 'built') announce(buildWords.done)
  }, [build?.at])
  return (
    <div class="stack-wide">
      <section class="card stack" aria-labelledby="package-build">
        <h2 id="package-build">{words.tabs.package}</h2>
        <p class="prose">{fileWords.packageLead}</p>
        {plan.policy.status === 'to-be-confirmed' && <Note is="attention">{fileWords.toBeConfirmed}</Note>}
        <div class="row">
          <Button
            kind="main"
            disabled={building}
            onClick={() => void start(summary.id, () => api.startPackage(summary.id))}
          >
            {fileWords.packageBuild}
          </Button>
          <SendButton of={sending} disabled={building} />
        </div>
        <BuildProgress build={build} />
        <SendState of={sending} />
        <SendHint of={sending} />
        {records.problem && <ProblemNote problem={records.problem} retry={() => void records.refresh()} />}
        <Records records={records.data ?? []} />
      </section>
      <KeySection keys={keys} file={records.data?.[0]?.name} />
    </div>
  )
}

function Records({ records }: { records: readonly PackageRecord[] }) {
  if (records.length === 0) return null
  return (
    <Scroll label={fileWords.packageRecords}>
      <table>
        <caption>{fileWords.packageRecords}</caption>
        <thead>
          <tr>
            <th scope="col" class="number">
              {fileWords.number}
            </th>
            <th scope="col">{fileWords.builtAt}</th>
            <th scope="col">{fileWords.builtBy}</th>
            <th scope="col">{fileWords.file}</th>
            <th scope="col" class="number">
              {fileWords.size}
            </th>
            <th scope="col">{fileWords.sum}</th>
          </tr>
        </thead>
        <tbody>
          {records.map(({ number, name, bytes, sha256, content, fingerprint, by, at }) => (
            <tr key={number}>
              <td class="number">{number}</td>
              <td class="nowrap">{showTime(at)}</td>
              <td class="nowrap">{by}</td>
              <th scope="row">{name}</th>
              <td class="number">{fileSize(bytes)}</td>
              <td class="small">
                <div>
                  {fileWords.sumOf} <span class="mono">{sha256}</span>
                </div>
                <div>
                  {fileWords.contentId} <span class="mono">{content.slice(0, 16)}</span>
                </div>
                <div>
                  {fileWords.signedBy} <span class="mono">{fingerprint.slice(0, 16)}</span>
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
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
