import { courseAnswer } from '../../../shared/api/bureau-keeping'
import { ofReview } from './bureau-review'
import { ask, askFile } from './http'

/** The routes of what a bureau keeps, one function each. All throw `Problem`. */
export const keeping = {
  course: (id: string) => ask(courseAnswer, 'GET', ofReview(id, '/course')),
  coursePaper: (id: string, kind: 'pdf' | 'xlsx') =>
    askFile('GET', ofReview(id, `/course.${kind}`), `补贴申请全过程清单.${kind}`),
}
