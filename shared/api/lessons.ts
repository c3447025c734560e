import * as v from 'valibot'
import { HOURS } from '../plan/plan'
import { count, digest, instant, text } from '../record/fields'
import { listPage, listQuery } from './lists'

/** Lessons that are held at a time: live classes and lessons in a room; who was there; 请假, 补学, 重复培训; 授课记录. */

export const lessonForms = { live: '直播', offline: '线下' } as const
const form = v.picklist(['live', 'offline'])
const line = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max))
const maybe = (max: number) => v.optional(v.pipe(v.string(), v.trim(), v.maxLength(max)), '')

/** A lesson as somebody plans or corrects it. */
export const lessonRequest = v.pipe(
  v.strictObject({
    form,
    practice: v.boolean(),
    /** Key of the plan's course. */
    course: text(300),
    content: line(300),
    teacher: line(50),
    /** Room, or the platform of a live class. */
    place: line(100),
    from: instant,
    to: instant,
    /** 课时 */
    hours: v.pipe(v.string(), v.regex(HOURS, '课时请填数字，最多两位小数')),
    /** The lesson it is held again for (补课). */
    makesUp: v.optional(text(64)),
    /** Where it can be seen again. */
    recording: maybe(300),
    remark: maybe(300),
  }),
  v.check(({ from, to }) => to > from, '下课时间要晚于上课时间'),
  v.check(({ from, to }) => to - from <= 86_400_000, '一次课不超过一天，请按天分开登记'),
)
export type LessonRequest = v.InferOutput<typeof lessonRequest>

export const cancelLessonRequest = v.strictObject({ reason: line(300) })

export const lessonRow = v.object({
  id: v.string(),
  class: v.string(),
  className: v.string(),
  form,
  practice: v.boolean(),
  course: v.string(),
  courseTitle: v.string(),
  content: v.string(),
  teacher: v.string(),
  place: v.string(),
  from: instant,
  to: instant,
  hours: v.string(),
  makesUp: v.optional(v.string()),
  recording: v.string(),
  remark: v.string(),
  cancelled: v.optional(v.string()),
  /** Who was on the roster when it was held; of them present, signed in and not yet out, on leave, and not there. */
  expected: count,
  present: count,
  open: count,
  leave: count,
  absent: count,
  /** Nobody has said yet who was there. */
  unmarked: v.boolean(),
  /** Held on a day outside the plan's period. */
  outside: v.boolean(),
  /** Practice before the online theory of so many people was complete. */
  early: count,
  /** How often it was changed. */
  changes: count,
})
export type LessonRow = v.InferOutput<typeof lessonRow>

export const lessonFilters = ['coming', 'held', 'unmarked', 'live', 'offline', 'cancelled'] as const
export const lessonsQuery = listQuery(['from', 'course', 'teacher'], lessonFilters)
export const lessonsPage = listPage(lessonRow)

/** What the plan asks of lessons and what was held of it. */
export const lessonPlan = v.object({
  courses: v.array(
    v.object({
      key: v.string(),
      title: v.string(),
      /** Planned 课时. */
      hours: v.optional(v.string()),
      practice: v.boolean(),
      online: v.boolean(),
      /** Taught live, by the plan. */
      live: v.boolean(),
      /** 课时 of lessons held and to come, and how many lessons. */
      held: v.string(),
      coming: v.string(),
      lessons: count,
    }),
  ),
  teachers: v.array(v.string()),
  places: v.array(v.string()),
  /** Rows of the plan's timetable for live or offline courses that no lesson was made from. */
  waiting: count,
  /** People who have all their theory and not all their practice. */
  practiceDue: count,
  /** Order and ratio against the plan, each a sentence in Chinese. */
  notes: v.array(v.string()),
})
export type LessonPlan = v.InferOutput<typeof lessonPlan>

export const attendeeRow = v.object({
  seat: v.string(),
  number: v.string(),
  name: v.string(),
  state: v.picklist(['unmarked', 'present', 'open', 'absent']),
  how: v.optional(v.picklist(['code', 'sheet', 'roll'])),
  from: v.optional(instant),
  to: v.optional(instant),
  evidence: v.optional(digest),
  /** 请假; 补学. */
  leave: v.boolean(),
  madeUp: v.boolean(),
  /** Practice before the online theory was complete. */
  early: v.boolean(),
})
export type AttendeeRow = v.InferOutput<typeof attendeeRow>
export const lessonDetail = v.object({ lesson: lessonRow, people: v.array(attendeeRow) })
export type LessonDetail = v.InferOutput<typeof lessonDetail>

/** What stands on the trainer's screen. */
export const lessonCode = v.object({
  lesson: lessonRow,
  /** Six digits; absent outside the hours in which it holds. */
  code: v.optional(v.string()),
  /** When the next one comes. */
  until: instant,
  at: instant,
  /** What the QR code says; without a name. */
  link: v.string(),
  /** From when to when codes hold. */
  opens: instant,
  closes: instant,
})
export type LessonCode = v.InferOutput<typeof lessonCode>

/** The roll: by a scanned 签到表 (its hash), or called by the teacher, with a file that shows it where there is one. */
export const rollRequest = v.strictObject({
  how: v.picklist(['sheet', 'roll']),
  evidence: v.optional(digest),
  people: v.pipe(
    v.array(
      v.strictObject({
        seat: text(64),
        present: v.boolean(),
        /** Where they differ from the lesson's. */
        from: v.optional(instant),
        to: v.optional(instant),
      }),
    ),
    v.minLength(1),
    v.maxLength(1000),
  ),
})
export type RollRequest = v.InferOutput<typeof rollRequest>

/** 请假 for lessons, or that a missed lesson was made up for (补学); `withdrawn` takes both back. */
export const absenceKinds = { leave: '请假', 'made-up': '补学', withdrawn: '撤销' } as const
export const absenceRequest = v.strictObject({
  kind: v.picklist(['leave', 'made-up', 'withdrawn']),
  seat: text(64),
  lessons: v.pipe(v.array(text(64)), v.minLength(1), v.maxLength(100)),
  reason: line(300),
  evidence: v.optional(digest),
})
export type AbsenceRequest = v.InferOutput<typeof absenceRequest>

/** A lesson that somebody was not at, or asked leave of. */
export const absenceRow = v.object({
  seat: v.string(),
  number: v.string(),
  name: v.string(),
  lesson: v.string(),
  content: v.string(),
  from: instant,
  hours: v.string(),
  /** The lesson is still to come. */
  coming: v.boolean(),
  leave: v.optional(v.object({ reason: v.string(), by: v.string(), at: instant, evidence: v.optional(digest) })),
  /** `lesson`: by another lesson (补课) that they were at. */
  madeUp: v.optional(v.object({ reason: v.string(), lesson: v.optional(v.string()), at: instant })),
})
export type AbsenceRow = v.InferOutput<typeof absenceRow>
export const absencesQuery = listQuery(['from', 'number'], ['open', 'leave', 'made-up'])
export const absencesPage = listPage(absenceRow)

/** Somebody of the class whose other trainings speak against, or limit, a subsidy for this one. */
export const retrainingRow = v.object({
  seat: v.string(),
  number: v.string(),
  name: v.string(),
  /** `same`: the same occupation and level; `higher`: a higher level of it; `year`: one more training in the same calendar year. */
  kind: v.picklist(['same', 'higher', 'year']),
  otherSeat: v.string(),
  className: v.string(),
  occupation: v.string(),
  level: v.string(),
  from: v.string(),
  to: v.string(),
})
/** What each kind means, as screens and exports say it. */
export const retrainingWords = {
  same: '同一职业同一等级，重复培训',
  higher: '已参加更高等级的培训',
  year: '同一年度的另一次培训',
} as const
export type RetrainingRow = v.InferOutput<typeof retrainingRow>
export const retrainingQuery = listQuery(['number', 'kind'], ['same', 'higher', 'year'])
export const retrainingPage = listPage(retrainingRow)

/** A row of the 授课记录. */
export const taughtRow = v.object({
  from: v.string(),
  to: v.string(),
  hours: v.string(),
  course: v.string(),
  content: v.string(),
  classHours: v.string(),
  form: v.picklist(['live', 'recorded', 'offline']),
  practice: v.boolean(),
  teacher: v.string(),
  place: v.string(),
  expected: count,
  present: count,
  absent: v.array(v.object({ number: v.string(), name: v.string() })),
  video: v.string(),
  remark: v.string(),
})
export const taughtQuery = listQuery(['from'], ['live', 'recorded', 'offline'])
export const taughtPage = listPage(taughtRow)

/* ---------- the trainee's phone ---------- */

/** A lesson of today or the next days, as its trainee sees it. */
export const myLesson = v.object({
  id: v.string(),
  content: v.string(),
  teacher: v.string(),
  place: v.string(),
  form,
  from: instant,
  to: instant,
  /** Codes hold now. */
  open: v.boolean(),
  in: v.optional(instant),
  out: v.optional(instant),
})
export type MyLesson = v.InferOutput<typeof myLesson>
export const myLessons = v.object({ lessons: v.array(myLesson) })
export const signLessonRequest = v.strictObject({
  act: v.picklist(['signin', 'signout']),
  code: v.pipe(v.string(), v.trim(), v.regex(/^\d{6}$/, '请输入老师屏幕上的六位数')),
  /** Version of the consent that was agreed to just now. */
  consent: v.optional(text(64)),
})
export type SignLesson = v.InferOutput<typeof signLessonRequest>

/**
 * Routes.
 *
 * GET  /api/classes/:id/lessons             lessonsQuery -> lessonsPage
 * GET  /api/classes/:id/lesson-plan         -> lessonPlan
 * POST /api/classes/:id/lessons             lessonRequest -> { id }                    (hr; audited)
 * POST /api/classes/:id/lessons/timetable   {} -> { made }                             (hr; audited)
 * GET  /api/lessons/:id                     -> lessonDetail
 * POST /api/lessons/:id                     lessonRequest -> lessonDetail              (hr; audited)
 * POST /api/lessons/:id/cancel              cancelLessonRequest -> lessonDetail        (hr; audited)
 * GET  /api/lessons/:id/code                -> lessonCode                              (teacher)
 * POST /api/lessons/:id/roll                rollRequest -> lessonDetail                (teacher; audited)
 * GET  /api/lessons/:id/sheet               the 签到表 to print, XLSX                  (teacher; audited)
 * POST /api/lessons/:id/evidence            a scan or a screenshot -> { hash }         (teacher; audited)
 * GET  /api/classes/:id/absences            absencesQuery -> absencesPage
 * POST /api/classes/:id/absences            absenceRequest -> {}                       (hr; audited)
 * GET  /api/classes/:id/retraining          retrainingQuery -> retrainingPage
 * GET  /api/classes/:id/teaching-log        taughtQuery -> taughtPage
 * GET  /api/my/lessons                      -> myLessons       (`authorization: Bearer <token of the link>`)
 * POST /api/my/lessons                      signLessonRequest -> myLessons
 */
