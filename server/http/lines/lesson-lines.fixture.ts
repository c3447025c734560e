import type { Firm } from '../firms.fixture'
import { type Lines, readers, teachers, writers } from './line.fixture'

const PDF = new TextEncoder().encode('%PDF-1.4 sheet')
/** A route of a lesson, with what is sent to it. */
const at =
  (rest: string, body?: object | Uint8Array) =>
  async (firm: Firm): Promise<{ path: string; body?: object | Uint8Array }> => ({
    path: `/api/lessons/${await firm.lesson()}${rest}`,
    ...(body && { body }),
  })
const lesson = async (firm: Firm) => {
  const { form, practice, course, content, teacher, place, from, to, hours } = (
    await (await firm.hr.get(`/api/lessons/${await firm.lesson()}`)).json()
  ).lesson
  return { form, practice, course, content, teacher, place, from, to, hours }
}

/** Lessons held at a time: lists of them stand with the lists. */
export const lessonLines: Lines = {
  'GET /api/classes/:id/lesson-plan': { may: readers, other: 'not-found' },
  'POST /api/classes/:id/lessons': {
    may: writers,
    ask: async (firm) => ({ body: await lesson(firm) }),
    other: 'not-found',
  },
  'POST /api/classes/:id/lessons/timetable': { may: writers, other: 'not-found' },
  'POST /api/classes/:id/absences': {
    may: writers,
    ask: async (firm) => ({
      body: { kind: 'leave', seat: firm.seat, lessons: [await firm.lesson()], reason: '出差' },
    }),
    other: 'not-found',
  },
  'GET /api/lessons/:lesson': { may: readers, ask: at(''), other: 'not-found' },
  'POST /api/lessons/:lesson': {
    may: writers,
    ask: async (firm) => ({ path: `/api/lessons/${await firm.lesson()}`, body: await lesson(firm) }),
    other: 'not-found',
  },
  'POST /api/lessons/:lesson/cancel': { may: writers, ask: at('/cancel', { reason: '停电' }), other: 'not-found' },
  'GET /api/lessons/:lesson/code': { may: teachers, ask: at('/code'), other: 'not-found' },
  'POST /api/lessons/:lesson/roll': {
    may: teachers,
    ask: async (firm) => at('/roll', { how: 'roll', people: [{ seat: firm.seat, present: true }] })(firm),
    other: 'not-found',
  },
  'GET /api/lessons/:lesson/sheet': { may: teachers, ask: at('/sheet'), other: 'not-found' },
  'POST /api/lessons/:lesson/evidence': { may: teachers, ask: at('/evidence', PDF), other: 'not-found' },
  'GET /api/my/lessons': { open: 'the token of the link, which is of one seat' },
  'POST /api/my/lessons': { open: 'the token of the link, which is of one seat' },
}
