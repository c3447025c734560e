import type { ClaimFile, PeopleFile, TeachingFile, VideosFile } from '../../../shared/package/claim-layout'
import { files } from '../../../shared/package/layout'
import type { Canonical } from '../../../shared/record/canonical'
import type { ClaimClass, ClaimData } from '../claim-data'
import { addJson, type Sink } from './bag-writer'

/** A stamped scan of a paper, kept as evidence by its hash. */
export type Scan = ClaimFile['scans'][number]

/** data/claim.json: everything that amounts rest on. Names, ID numbers and the account stand in the forms alone. */
export async function putClaim(to: Sink, data: ClaimData, scans: readonly Scan[]): Promise<void> {
  const { id, number, title, version, claimant } = data
  const [first, ...others] = data.tables
  const file: ClaimFile = {
    v: 1,
    claim: { id, number, title, version },
    organisation: {
      ...{ id: claimant.id, kind: claimant.kind },
      ...{ name: claimant.name, creditCode: claimant.creditCode },
    },
    classes: data.classes.map((one) => ({
      ...{ class: one.data.trained.id, filing: one.filing, enrolled: one.enrolled },
    })),
    people: data.people.map(({ class: of, seat, data: person, facts, table, amount, hours }) => ({
      ...{ class: of, seat, number: person.row.number, facts, amount, hours },
      ...(table !== undefined && { table }),
    })),
    tables: [first, ...others],
    ...{ total: data.total, capitals: data.capitals, onBehalf: data.onBehalf, dataHash: data.dataHash },
    scans: [...scans],
    packedAt: data.madeAt,
  }
  await addJson(to, files.claim, plain(file))
}

/** data/forms/people.json: who the people are and where the money goes. */
export async function putPeople(to: Sink, { claimant, people }: ClaimData): Promise<void> {
  const file: PeopleFile = {
    v: 1,
    account: claimant.account,
    ...{ contact: claimant.contact, phone: claimant.phone },
    people: people.map(({ class: of, seat, data: { row, idNumber }, phone, category }) => ({
      ...{ class: of, seat, number: row.number, name: row.name, idNumber, phone, category },
    })),
  }
  await addJson(to, files.people, plain(file))
}

/** 授课记录 of a class; who was missing by number alone. */
export async function putTeaching(to: Sink, { teaching }: ClaimClass): Promise<void> {
  if (teaching.length === 0) return
  const file: TeachingFile = {
    v: 1,
    lessons: teaching.map(({ absent, ...lesson }) => ({ ...lesson, absent: absent.map(({ number }) => number) })),
  }
  await addJson(to, files.teaching, plain(file))
}

/** data/videos.json, where lessons online have any duty to keep videos. */
export async function putVideos(to: Sink, { classes }: ClaimData): Promise<void> {
  const lessons = classes.flatMap(({ data, videos }) =>
    videos.map(({ course, lesson, lessonTitle, courseTitle, how, files: made, evidence, reference }) => ({
      ...{ class: data.trained.id, course, title: lessonTitle ?? courseTitle, how },
      files: made.map(({ sha256, name, bytes, seconds }) => ({
        ...{ sha256, name, bytes },
        ...(seconds !== undefined && { seconds: Math.round(seconds) }),
      })),
      ...(lesson !== undefined && { lesson }),
      ...(evidence !== undefined && { evidence }),
      ...(reference && { reference: { ...reference, ...whole(reference.seconds) } }),
    })),
  )
  const file: VideosFile = { v: 1, lessons }
  if (lessons.length > 0) await addJson(to, files.videos, plain(file))
}

const whole = (seconds: number | undefined) => (seconds === undefined ? {} : { seconds: Math.round(seconds) })

/** Data as JCS takes them: what is absent is left out. Throws on what is no data. */
function plain(value: unknown): Canonical {
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) throw new TypeError(`${String(value)} is no data of a package`)
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, member]): [string, Canonical][] =>
      member === undefined ? [] : [[key, plain(member)]],
    ),
  )
}
