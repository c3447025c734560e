import { useState } from 'preact/hooks'
import { type InstallInfo, type PolicyFileName, policyFileNames } from '../../../../shared/api/install'
import { installation } from '../../client/installation'
import { useLoad } from '../../client/load'
import { DownloadButton } from '../../parts/button'
import { Field } from '../../parts/field'
import { Loading, Note, ProblemNote } from '../../parts/note'
import { Heading } from '../../parts/page'
import { Scroll } from '../../parts/scroll'
import { words } from './words'

const makes = ['chrome', 'edge', '360', 'firefox'] as const

/** For who looks after many computers: where the extension can be installed from, and the files that do it. */
export function Install() {
  const { data, problem, refresh } = useLoad(installation.info, 'install')
  return (
    <div class="stack-wide">
      <Heading title={words.title}>
        <a class="button" href="/install" target="_blank" rel="noreferrer">
          {words.installPage}
        </a>
      </Heading>
      <p class="prose">{words.lead}</p>
      {problem && <ProblemNote problem={problem} retry={() => void refresh()} />}
      {!data && !problem && <Loading />}
      {data && <Offered info={data} />}
    </div>
  )
}

function Offered({ info }: { info: InstallInfo }) {
  const [chosen, choose] = useState('')
  const { browsers } = info
  const possible = policyFileNames.filter((file) => isPossible(file, browsers))
  return (
    <>
      {possible.length === 0 && <Note is="attention">{words.nothing}</Note>}
      <Browsers browsers={browsers} />
      {possible.length > 0 && (
        <>
          {info.ca && (
            <Note is="attention">
              {words.ca} <a href="/ca.crt">{words.caFile}</a>
            </Note>
          )}
          <Field label={words.class} help={words.classHelp} optional>
            {(wiring) => (
              <select {...wiring} value={chosen} onChange={(event) => choose(event.currentTarget.value)}>
                <option value="">{words.anyClass}</option>
                {info.classes.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Files files={possible} classId={chosen} />
          <Note is="attention">{words.undoWarning}</Note>
        </>
      )}
    </>
  )
}

function Browsers({ browsers }: Pick<InstallInfo, 'browsers'>) {
  return (
    <div class="table-frame">
      <Scroll label={words.browsers}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.browser}</th>
              <th scope="col">{words.from}</th>
              <th scope="col">{words.id}</th>
            </tr>
          </thead>
          <tbody>
            {makes.map((make) => {
              const source = browsers[make]
              return (
                <tr key={make}>
                  <th scope="row">{words.names[make]}</th>
                  <td>{source ? words.sources[source.from] : <span class="quiet">{words.none}</span>}</td>
                  <td class="mono">{source?.id}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </Scroll>
    </div>
  )
}

function Files({ files, classId }: { files: readonly PolicyFileName[]; classId: string }) {
  return (
    <section class="stack" aria-labelledby="policy-files">
      <h2 id="policy-files">{words.files}</h2>
      {files.map((file) => {
        const { title, where, how } = words.of[file]
        return (
          <div class="card stack-tight" key={file}>
            <div class="row-between">
              <h3>{title}</h3>
              <DownloadButton fetch={() => installation.file(file, classId)}>
                {words.download}
                <span class="hidden-visually"> {title}</span>
              </DownloadButton>
            </div>
            <p>
              <span class="quiet">{words.which}：</span>
              {where}
            </p>
            <p>
              <span class="quiet">{words.use}：</span>
              {how}
            </p>
          </div>
        )
      })}
    </section>
  )
}

/** Nothing is offered that the server would refuse. */
function isPossible(file: PolicyFileName, browsers: InstallInfo['browsers']): boolean {
  const { chrome, edge, firefox } = browsers
  switch (file) {
    case 'windows':
    case 'windows-undo':
      return chrome !== undefined || edge !== undefined
    case 'windows-360':
      return browsers['360'] !== undefined
    case 'linux':
      return chrome !== undefined
    case 'linux-edge':
      return edge !== undefined
    case 'firefox':
      return firefox !== undefined
  }
}
