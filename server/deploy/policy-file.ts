import { and, desc, eq } from 'drizzle-orm'
import type { InstallInfo, PolicyFileName } from '../../shared/api/install'
import { type Actor, requireRole } from '../access/actor'
import { recordAudit } from '../access/audit'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { classOf } from '../training/class-of'
import {
  type Configuration,
  chromiumPolicies,
  firefoxPolicies,
  jsonFile,
  type RegistryRoot,
  registryKeys,
  registryUndo,
  windowsFile,
  windowsUndo,
} from './policy-files'
import { chromiumSource, firefoxSource } from './sources'

/** What an administrator of many computers can do here, and what still lacks. */
export async function installInfo(deps: Deps, actor: Actor, { ca }: { ca: boolean }): Promise<InstallInfo> {
  requireRole(actor, 'hr')
  const { t, read } = deps.store
  const [chrome, edge, three, firefox] = await Promise.all([
    chromiumSource('chrome', deps.publicUrl, deps.packed, deps.publisher),
    chromiumSource('edge', deps.publicUrl, deps.packed, deps.publisher),
    chromiumSource('360', deps.publicUrl, deps.packed, deps.publisher),
    firefoxSource(deps.publicUrl, deps.packed, deps.publisher),
  ])
  const shown = (source: { id: string; from: 'server' | 'store' } | undefined) =>
    source && { id: source.id, from: source.from }
  return {
    server: deps.publicUrl,
    ca,
    classes: await read
      .select({ id: t.class.id, name: t.class.name })
      .from(t.class)
      .where(and(eq(t.class.organisation, actor.organisation), eq(t.class.status, 'open')))
      .orderBy(desc(t.class.createdAt)),
    browsers: { chrome: shown(chrome), edge: shown(edge), '360': shown(three), firefox: shown(firefox) },
  }
}

/** One policy file with the server, and the class where one is named, filled in. Audited: it carries the class code out. */
export async function policyFile(
  deps: Deps,
  actor: Actor,
  { file, class: classId, ca }: { file: PolicyFileName; class?: string; ca: boolean },
): Promise<{ bytes: Uint8Array; name: string; type: string }> {
  requireRole(actor, 'hr')
  const { store, clock, publicUrl } = deps
  const trained = classId === undefined ? undefined : await classOf(store, classId, actor.organisation)
  const configuration = { server: publicUrl, ...(trained && { classCode: trained.code }) }
  const made = await make(deps, file, configuration, ca)
  await store.tx((q) =>
    recordAudit(q, store, clock, actor, 'policy.export', trained?.id ?? actor.organisation, { file }),
  )
  return made
}

const REG = 'application/octet-stream'
const JSON_TYPE = 'application/json'

async function make(deps: Deps, file: PolicyFileName, configuration: Configuration, ca: boolean) {
  const sources = { chrome: 'chrome', chromium: 'chrome', edge: 'edge', '360': '360' } as const
  const chromium = (root: RegistryRoot) => chromiumSource(sources[root], deps.publicUrl, deps.packed, deps.publisher)
  const keys = async (roots: RegistryRoot[], of: typeof registryUndo | typeof registryKeys) => {
    const all = await Promise.all(roots.map(async (root) => ({ root, source: await chromium(root) })))
    return found(all.flatMap(({ root, source }) => (source ? of(root, source, configuration) : [])))
  }
  switch (file) {
    case 'windows':
      return {
        bytes: windowsFile(await keys(['chrome', 'edge', 'chromium'], registryKeys)),
        name: '学迹-安装.reg',
        type: REG,
      }
    case 'windows-360':
      return { bytes: windowsFile(await keys(['360'], registryKeys)), name: '学迹-安装-360.reg', type: REG }
    case 'windows-undo':
      return {
        bytes: windowsUndo(await keys(['chrome', 'edge', 'chromium', '360'], registryUndo)),
        name: '学迹-撤销.reg',
        type: REG,
      }
    case 'linux':
    case 'linux-edge': {
      const source = await chromium(file === 'linux' ? 'chrome' : 'edge')
      if (!source) throw nothing()
      return { bytes: jsonFile(chromiumPolicies(source, configuration)), name: 'xueji.json', type: JSON_TYPE }
    }
    case 'firefox': {
      const source = await firefoxSource(deps.publicUrl, deps.packed, deps.publisher)
      if (!source) throw nothing()
      return { bytes: jsonFile(firefoxPolicies(source, configuration, { ca })), name: 'policies.json', type: JSON_TYPE }
    }
  }
}

const nothing = () => new Refused('not-found', '还没有能统一安装的扩展：要先有发布者密钥、商店页面或 Mozilla 签名')

function found<T>(keys: T[]): T[] {
  if (keys.length === 0) throw nothing()
  return keys
}
