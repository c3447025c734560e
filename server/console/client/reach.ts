import { type AskRequest, groupNotice, type PhoneAttendance, phoneDesk, questionRow } from '../../../shared/api/reach'
import { ask } from './http'

/** The console routes about reaching trainees. All throw `Problem`. */
export const reach = {
  notice: (id: string) => ask(groupNotice, 'GET', `/classes/${encodeURIComponent(id)}/notice`),
  answer: (id: string, text: string) => ask(questionRow, 'POST', `/questions/${encodeURIComponent(id)}`, { text }),
}

/** 签到 and questions of the trainee's phone page, by the token of its link. */
export const desk = {
  look: (token: string) => ask(phoneDesk, 'GET', '/my/desk', undefined, token),
  attend: (token: string, request: PhoneAttendance) => ask(phoneDesk, 'POST', '/my/attendance', request, token),
  ask: (token: string, request: AskRequest) => ask(phoneDesk, 'POST', '/my/questions', request, token),
}
