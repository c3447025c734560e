import * as v from 'valibot'
import { dayOf } from '../../../shared/calendar/beijing'
import { fromUtf8 } from '../../../shared/crypto'
import { claimFile, peopleFile } from '../../../shared/package/claim-layout'
import { classFile, classFolder, files, planFile, studyFile } from '../../../shared/package/layout'
import { linesOf, parseFile } from '../../../shared/package/parse'
import { type Known, readEntry, readKnown } from '../../../shared/record/entry'
import { facts } from '../../../shared/study/facts'
import { policy } from '../../../shared/study/policy'
import type { OpenedZip } from '../../claim/open-zip'
import { nodeCrypto } from '../../crypto'
import { type ChainHealth, healthOf } from '../../study/chain-health'
import type { ClassAbout, PackageKind, Verified } from './verified'

/** What a package says of itself, as far as it can be read: what the desk's rows are made of. Nothing of it is believed here. */
export async function aboutOf(zip: OpenedZip, kind: PackageKind): Promise<Omit<Verified, 'report'>> {
  if (kind === 'class') {
    const one = await classOf(zip, 'data/')
    return { classes: one ? [one] : [], ...(one && { stage: await stageOf(zip, one) }) }
  }
  const claim = readOf(parseFile(claimFile, await textOf(zip, files.claim)))
  const people = readOf(parseFile(peopleFile, await textOf(zip, files.people)))
  const classes: ClassAbout[] = []
  for (const { class: id } of claim?.classes ?? []) {
    const one = await classOf(zip, `data/${classFolder(id)}/`)
    if (one) classes.push(one)
  }
  return { ...(claim && { claim }), ...(people && { people }), classes }
}

/** Facts as far as they were agreed on. */
const agreedFacts = v.object({ courses: facts.entries.courses, consentDate: facts.entries.consentDate })

async function classOf(zip: OpenedZip, folder: string): Promise<ClassAbout | undefined> {
  const at = (path: string) => textOf(zip, path.replace('data/', folder))
  const about = readOf(parseFile(classFile, await at(files.class)))
  const plan = readOf(parseFile(planFile, await at(files.plan)))
  const rules = readOf(parseFile(policy, await at(files.policy)))
  const named = readOf(parseFile(agreedFacts, await at(files.facts)))
  return about && plan && rules && named && { class: about, plan, policy: rules, ...named }
}

/** Who studied, and what could not be recorded: of a class under way. */
async function stageOf(zip: OpenedZip, { class: about }: ClassAbout): Promise<NonNullable<Verified['stage']>> {
  const study = readOf(parseFile(studyFile, await textOf(zip, files.study)))
  const weekAgo = dayOf(about.packedAt - WEEK)
  const seats = about.seats.map(({ seat, number, left }) => {
    const { credited = 0, hours = '0.00', days = [] } = study?.seats.find((one) => one.seat === seat) ?? {}
    const counted = days.filter((one) => one.credited > 0)
    const lastDay = counted
      .map(({ day }) => day)
      .sort()
      .at(-1)
    const week = counted.filter(({ day }) => day > weekAgo).reduce((sum, one) => sum + one.credited, 0)
    return { number, credited, hours, days: counted.length, ...(lastDay && { lastDay }), week, ...(left && { left }) }
  })
  const sites = new Map<string, Site>()
  for (const path of zip.keys()) {
    if (!/^data\/chains\/[0-9a-f]{64}\.ndjson$/.test(path)) continue
    for (const one of healthOf(entriesOf(await textOf(zip, path)))) take(sites, one)
  }
  return { seats, sites: [...sites.values()].map((site) => ({ ...site, troubles: [...new Set(site.troubles)] })) }
}

const WEEK = 7 * 86_400_000
type Site = NonNullable<Verified['stage']>['sites'][number]

function take(sites: Map<string, Site>, { site, at, missing, frames, unmeasurable }: ChainHealth[number]): void {
  const known = sites.get(site) ?? { site, people: 0, at: 0, troubles: [] }
  sites.set(site, known)
  known.people++
  known.at = Math.max(known.at, at)
  known.troubles.push(
    ...missing.map(({ what }) => `页面上读不到：${what}`),
    ...frames.map(({ what }) => `进不去的播放框：${what}`),
    ...(unmeasurable === undefined ? [] : ['播放器量不出进度']),
  )
}

function entriesOf(text: string | undefined): Known[] {
  return (linesOf(text) ?? []).flatMap((line) => {
    try {
      return readKnown(readEntry(nodeCrypto, line)) ?? []
    } catch {
      return []
    }
  })
}

async function textOf(zip: OpenedZip, path: string): Promise<string | undefined> {
  try {
    const bytes = await zip.get(path)
    return bytes && fromUtf8(bytes)
  } catch {
    return undefined
  }
}

const readOf = <T>(parsed: { value: T } | { problem: string }): T | undefined =>
  'value' in parsed ? parsed.value : undefined
