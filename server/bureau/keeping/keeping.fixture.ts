import { createHash, randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Deps } from '../../deps'

/** Packages of no claim, as the intake would leave them at a bureau. */
export function keptOf(deps: Deps, organisation: string, firm: string) {
  const { clock } = deps
  const { t } = deps.store
  const received = async (kind: 'class' | 'videos', name: string): Promise<string> => {
    const id = randomUUID()
    const bytes = Buffer.from(name)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const from = join(deps.packages.folder, '..', 'came.zip')
    await writeFile(from, bytes)
    await deps.packages.keep(from, sha256)
    await deps.store.tx((q) =>
      q.insert(t.bureauPackage).values({
        ...{ id, organisation, firm, claim: null, kind, version: 0, content: 'a'.repeat(64), sha256, name },
        ...{ bytes: bytes.length, bag: 'bag', verdict: 'agrees', report: '{}', key: null, dataHash: null },
        ...{ by: '-', at: clock.now() },
      }),
    )
    return id
  }
  const stage = async (of: string, to: string, name = `${of} 阶段包.zip`) => {
    const id = await received('class', name)
    await deps.store.tx((q) =>
      q.insert(t.bureauStage).values({
        ...{ package: id, organisation, firm, class: of, className: of, status: 'running', from: '2026-10-01', to },
        ...{ packedAt: 1, seats: 1, studied: 1, credited: 1, findings: 0, serious: 0, summary: '{}' },
      }),
    )
    return id
  }
  return { received, stage }
}
