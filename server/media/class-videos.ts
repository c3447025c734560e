import { asc, eq } from 'drizzle-orm'
import * as v from 'valibot'
import { type ClassVideos, standInRequest, type VideoLesson, type VideoStatement } from '../../shared/api/media'
import { isOver, retentionOf } from '../../shared/media/retention'
import { type Actor, requireRole } from '../access/actor'
import type { Store } from '../db/store'
import type { Deps } from '../deps'
import { classOf, type TrainingClass } from '../training/class-of'
import { namedBy } from './by-name'
import { claimedOf } from './claimed'
import { type OnlineLesson, onlineCourses, onlineLessons } from './online-lessons'
import { stateOf } from './place'
import { classFacts, heldOf, retentionShown, rulesOf, settledOf } from './retention-facts'
import { uploadsOf } from './uploads'

type Statement = VideoStatement & { course: string; lesson?: { key: string; title: string } }
const readReference = v.optional(standInRequest.options[1].entries.reference)

/** Lessons of a class with what stands for their videos, what is being uploaded, and how long everything is kept. Throws `not-found`. */
export async function classVideos(deps: Deps, actor: Actor, classId: string): Promise<ClassVideos> {
  requireRole(actor, 'teacher', 'auditor')
  const { store, clock } = deps
  const { read } = store
  const trained = await classOf(store, classId, actor.organisation)
  const lessons = await videoLessons(deps, trained)
  const settled = (await settledOf(read, store, [classId])).get(classId)
  const facts = [...(await classFacts(read, store, [classId])).values()]
  const held = (await heldOf(read, store, actor.organisation)).some((one) => one === null || one === classId)
  const kept = retentionOf(facts, await rulesOf(read, store, actor.organisation), held)
  const claimed = (await claimedOf(read, store, [classId])).get(classId)
  const called = await namedBy(store, settled ? [settled.by] : [])
  return {
    lessons,
    missing: lessons.filter(({ met }) => met === 'none').length,
    uploads: await uploadsOf(deps, classId),
    retention: {
      ...retentionShown(kept, isOver(kept, clock.now())),
      ...(settled?.how === 'settled' && {
        settled: { day: settled.day, note: settled.note, by: called(settled.by), at: settled.at },
      }),
      ...(claimed && { claimed }),
    },
  }
}

/**
 * Every online lesson of a class with its statements. A statement without a lesson speaks for its whole course; a course without any
 * lesson yet stands as one row of its own.
 */
export async function videoLessons(
  deps: Pick<Deps, 'store' | 'clock'>,
  trained: TrainingClass,
): Promise<VideoLesson[]> {
  const statements = await statementsOf(deps.store, trained.id)
  const lessons = await onlineLessons(deps, trained)
  const courses = await onlineCourses(deps.store, trained, lessons)
  return courses.flatMap(({ key, title }) => {
    const of = statements.filter(({ course }) => course === key)
    const ofCourse = of.filter(({ lesson }) => lesson === undefined)
    const known = lessons.filter(({ course }) => course === key)
    // Somebody said something of a lesson that is not there any more: it is shown, or it would be lost from sight.
    const named = of.flatMap(({ lesson }) =>
      lesson && !known.some((one) => one.key === lesson.key) ? [{ course: key, ...lesson }] : [],
    )
    const others = new Map(named.map((lesson): [string, OnlineLesson] => [lesson.key, lesson]))
    const rows: VideoLesson[] = [...known, ...others.values()].map((lesson) => {
      const own = of.filter((one) => one.lesson?.key === lesson.key)
      const { key: lessonKey, title: lessonTitle } = lesson
      return {
        ...{ course: key, courseTitle: title, lesson: { key: lessonKey, title: lessonTitle } },
        ...(lesson.heldAt !== undefined && { heldAt: lesson.heldAt }),
        ...(lesson.watchedBy !== undefined && { watchedBy: lesson.watchedBy }),
        statements: own.map(shown),
        met: own.some(holds) ? 'own' : ofCourse.some(holds) ? 'course' : 'none',
      }
    })
    if (rows.length > 0 && ofCourse.length === 0) return rows
    const met = ofCourse.some(holds)
      ? 'own'
      : rows.some((row) => row.met === 'none') || rows.length === 0
        ? 'none'
        : 'course'
    return [{ course: key, courseTitle: title, statements: ofCourse.map(shown), met }, ...rows]
  })
}

/** A file whose bytes are lost or changed stands for nothing; one that was disposed of did its duty. */
const holds = ({ file }: Statement): boolean => file === undefined || file.state === 'ok' || file.state === 'gone'
const shown = ({ course: _, lesson: __, ...statement }: Statement): VideoStatement => statement

/** Statements of a class that stand, the oldest first. */
async function statementsOf({ t, read }: Store, classId: string): Promise<Statement[]> {
  const rows = await read
    .select({ video: t.lessonVideo, file: t.mediaFile, state: t.mediaPlace.state, ended: t.lessonVideoEnd.video })
    .from(t.lessonVideo)
    .leftJoin(t.lessonVideoEnd, eq(t.lessonVideoEnd.video, t.lessonVideo.id))
    .leftJoin(t.mediaFile, eq(t.mediaFile.id, t.lessonVideo.file))
    .leftJoin(t.mediaPlace, eq(t.mediaPlace.file, t.lessonVideo.file))
    .where(eq(t.lessonVideo.class, classId))
    .orderBy(asc(t.lessonVideo.at), asc(t.lessonVideo.id))
  const called = await namedBy(
    { t, read },
    rows.map(({ video }) => video.by),
  )
  return rows
    .filter(({ ended }) => ended === null)
    .map(({ video, file, state }) => ({
      ...{ id: video.id, course: video.course, how: howOf(video.how), by: called(video.by), at: video.at },
      ...(video.lesson !== null && { lesson: { key: video.lesson, title: video.lessonTitle ?? video.lesson } }),
      ...(video.evidence !== null && { evidence: video.evidence }),
      ...(video.reference !== null && { reference: v.parse(readReference, JSON.parse(video.reference)) }),
      ...(file !== null && {
        file: {
          ...{ id: file.id, name: file.name, bytes: file.bytes, sha256: file.sha256 },
          ...{ length: file.length, format: file.format, state: stateOf(state ?? '') },
        },
      }),
    }))
}

const howOf = (how: string): VideoStatement['how'] => (how === 'file' || how === 'undertaking' ? how : 'waiver')
