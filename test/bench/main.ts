import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { freshDataDir, removeDir } from '../support/server'
import { acrossLimits, benchAcross } from './across'
import { auditLimits, benchAudit } from './audit'
import { benchExtension, extensionLimits } from './extension'
import { benchIngest } from './ingest'
import { isOver, limitLines } from './limits'
import { benchLists, listLimits } from './lists'
import { benchLook, lookLimits } from './look'
import { benchPackage, packageLimits } from './package'
import { benchPlayback, playbackLimits } from './playback'
import { benchRebuild } from './rebuild'
import { benchStorage } from './storage'
import { benchVerify, verifyLimits } from './verify'

const { values } = parseArgs({
  options: {
    ...{ json: { type: 'string' }, lists: { type: 'boolean' }, package: { type: 'string' } },
    ...{ across: { type: 'boolean' }, verify: { type: 'string' }, audit: { type: 'string' } },
    look: { type: 'string' },
  },
})
const machine = { node: process.version, cpu: cpus()[0]?.model ?? '', cores: cpus().length }
const dir = freshDataDir()
try {
  const { result, limited } = await (values.lists
    ? lists()
    : values.look
      ? look(Number(values.look))
      : values.package
        ? packages(Number(values.package))
        : values.across
          ? across()
          : values.verify
            ? verify(Number(values.verify))
            : values.audit
              ? audit(Number(values.audit))
              : everything())
  console.log(JSON.stringify(result, null, 2))
  for (const line of limitLines(limited)) console.log(line)
  if (limited.some(isOver)) process.exitCode = 1
  if (values.json) writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`)
} finally {
  removeDir(dir)
}

/** The lists alone, with `--lists`. */
async function lists() {
  const result = { machine, lists: await benchLists(dir) }
  return { result, limited: listLimits(result.lists) }
}

/** A read-only link alone, with `--look 1000` people in its class. */
async function look(people: number) {
  const result = { machine, look: await benchLook(dir, people) }
  return { result, limited: lookLimits(result.look) }
}

/** A claim's package alone, with `--package 1000` trainees. */
async function packages(trainees: number) {
  const result = { machine, package: await benchPackage(dir, trainees) }
  return { result, limited: packageLimits(result.package) }
}

/** What claims say against each other alone, with `--across`. */
async function across() {
  const result = { machine, across: await benchAcross(dir) }
  return { result, limited: acrossLimits(result.across) }
}

/** Verifying a claim's package alone, with `--verify 1000` trainees. */
async function verify(trainees: number) {
  const result = { machine, verify: await benchVerify(dir, trainees) }
  return { result, limited: verifyLimits(result.verify) }
}

/** The auditor's export alone, with `--audit 20000` people. */
async function audit(people: number) {
  const result = { machine, audit: await benchAudit(dir, people) }
  return { result, limited: auditLimits(result.audit) }
}

async function everything() {
  const result = {
    machine,
    ingest: await benchIngest(dir),
    storage: await benchStorage(dir),
    rebuild: await benchRebuild(dir),
    lists: await benchLists(dir),
    look: await benchLook(dir),
    package: await benchPackage(dir),
    verify: await benchVerify(dir),
    across: await benchAcross(dir),
    audit: await benchAudit(dir),
    extension: benchExtension(),
    playback: await benchPlayback(),
  }
  const limited = [
    ...listLimits(result.lists),
    ...lookLimits(result.look),
    ...packageLimits(result.package),
    ...verifyLimits(result.verify),
    ...acrossLimits(result.across),
    ...auditLimits(result.audit),
    ...extensionLimits(result.extension),
    ...playbackLimits(result.playback),
  ]
  return { result, limited }
}
