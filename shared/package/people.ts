import {
  type ChainPlace,
  type ChainProblems,
  chainsIn,
  Held,
  type PackedBranch,
  type ReadFrom,
  readChainFiles,
} from './chains'
import type { ClassFiles } from './class-files'
import { type KeptBranch, keptOf } from './kept-branch'
import { batchesFile, receiptsFile } from './layout'
import type { Checks } from './report'

/** One person's chains, all of them. */
export interface Person {
  /** Whose the claims say they are; undefined of a chain that nobody claims, which comes alone. */
  seat: string | undefined
  /** By chain and branch. */
  branches: readonly PackedBranch[]
  /** That they were begun on. */
  devices: readonly string[]
}

/** What is kept of a chain. */
export interface CheckedChain {
  chain: string
  problems: ChainProblems
  branches: readonly KeptBranch[]
}

/**
 * Reads the chains of a class person by person, so that one person's entries are held at a time. `seats` by claim; `onChain` is given what is
 * kept of each. Throws TooLarge.
 */
export async function* eachPerson(
  context: ReadFrom & { from: ClassFiles },
  seats: ReadonlyMap<string, string>,
  onChain: (chain: CheckedChain) => void,
): AsyncGenerator<Person> {
  for (const { seat, places } of groups(context.from, seats)) {
    const held = new Held()
    const branches: PackedBranch[] = []
    const devices: string[] = []
    for (const place of places) {
      const read = await readChainFiles(context, place, held)
      branches.push(...read.branches)
      const kept = read.branches.map((branch) => keptOf(context.crypto, branch))
      devices.push(...kept.flatMap(({ join }) => join?.device ?? []))
      onChain({ chain: place.chain, problems: read.problems, branches: kept })
    }
    yield { seat, branches, devices }
  }
}

/** Which chains belong together, by what their first lines claim. */
function groups(
  from: ClassFiles,
  seats: ReadonlyMap<string, string>,
): Iterable<{ seat: string | undefined; places: ChainPlace[] }> {
  const found = new Map<string, { seat: string | undefined; places: ChainPlace[] }>()
  for (const place of chainsIn(from)) {
    const seat = seats.get(from.claimOf(place.chain) ?? '')
    const key = seat === undefined ? `chain ${place.chain}` : `seat ${seat}`
    const group = found.get(key)
    if (group) group.places.push(place)
    else found.set(key, { seat, places: [place] })
  }
  return found.values()
}

/** Says of all chains together whether they are whole, signed and receipted; `chains` by id. */
export function addChainChecks(from: ClassFiles, chains: readonly CheckedChain[], checks: Checks): void {
  if (chains.length === 0)
    checks.note(
      '包内没有本软件采集的学习记录（甲）：学时来自平台出具的学习记录（乙）、人工补录（丙）或线下登记，只能核对出处',
    )
  const all = (what: keyof ChainProblems) => chains.flatMap(({ problems }) => problems[what])
  checks.add('完整性', '每条学习记录首尾相连，没有缺少和改动', all('entries'))
  checks.add('真实性', '学习记录由学员设备签名', all('signatures'))
  checks.add('真实性', '学习记录由单位服务器逐批签收（回执），前后相连、没有遗漏', [
    ...all('receipts'),
    ...orphans(from, chains),
  ])
}

/** Signatures and receipts of records that are not there. */
function orphans(from: ClassFiles, chains: readonly CheckedChain[]): string[] {
  const there = new Set(
    chains.flatMap(({ branches }) =>
      branches.flatMap(({ chain, branch }) => [batchesFile(chain), receiptsFile(chain, branch)]),
    ),
  )
  return [...from.keys()]
    .filter((path) => (path.startsWith('data/receipts/') || path.endsWith('.batches.ndjson')) && !there.has(path))
    .map((path) => `${path} 没有对应的学习记录`)
}
