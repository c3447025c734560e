import type { ClassDetail } from '../../../../shared/api'
import { api } from '../../client/api'
import { DownloadButton } from '../../parts/button'
import { fileWords } from './file-words'
import { HandInSection } from './hand-in-section'

/** Files people carry, both ways. */
export function FilesTab({ detail: { summary }, onTaken }: { detail: ClassDetail; onTaken: () => Promise<void> }) {
  return (
    <div class="stack-wide">
      <section class="card stack" aria-labelledby="class-file">
        <h2 id="class-file">{fileWords.classFile}</h2>
        <p class="prose">{fileWords.classFileLead}</p>
        <div class="row">
          <DownloadButton fetch={() => api.classFile(summary.id, false)}>{fileWords.classFileOnline}</DownloadButton>
          <DownloadButton fetch={() => api.classFile(summary.id, true)}>{fileWords.classFileOffline}</DownloadButton>
        </div>
        <p class="small quiet">{fileWords.classFileOfflineHelp}</p>
      </section>
      <HandInSection summary={summary} onTaken={onTaken} />
    </div>
  )
}
