import * as v from 'valibot'
import {
  bankReport,
  bankRow,
  paperDetail,
  satisfactionReport,
  type TestRequest,
  testRow,
} from '../../../shared/api/exam'
import { type ListQuery, papersPage, resultsPage } from '../../../shared/api/lists'
import { handedIn, myExam, myPaper, type SatisfactionRequest, savedAnswer } from '../../../shared/api/my-exam'
import { questionRow } from '../../../shared/api/reach'
import {
  type CertificateRequest,
  type ResultRequest,
  type ResultsChoices,
  resultsReport,
} from '../../../shared/api/results'
import { ask, askFile } from './http'
import { ofClass, queryText } from './lists'

const nothing = v.object({})
const part = encodeURIComponent

/** The console routes of examinations (shared/api/exam.ts). All throw `Problem`. */
export const exam = {
  results: (id: string) => (query: ListQuery) =>
    ask(resultsPage, 'GET', `${ofClass(id, 'results')}?${queryText(query)}`),
  enterResult: (id: string, request: ResultRequest) => ask(nothing, 'POST', ofClass(id, 'results'), request),
  enterCertificate: (id: string, request: CertificateRequest) =>
    ask(nothing, 'POST', ofClass(id, 'certificates'), request),
  withdraw: (what: 'results' | 'certificates', id: string, reason: string) =>
    ask(nothing, 'POST', `/${what}/${part(id)}/withdraw`, { reason }),
  resultsTemplate: (id: string) => askFile('GET', ofClass(id, 'results.xlsx'), '考核成绩表.xlsx'),
  importResults: (id: string, file: Blob, choices: ResultsChoices, dry: boolean) =>
    ask(
      resultsReport,
      'POST',
      `${ofClass(id, 'results/import')}?${dry ? 'dry=1&' : ''}choices=${part(JSON.stringify(choices))}`,
      file,
    ),
  banks: () => ask(v.array(bankRow), 'GET', '/question-banks'),
  bankTemplate: () => askFile('GET', '/question-banks/template.xlsx', '题库模板.xlsx'),
  importBank: (title: string, file: Blob, dry: boolean) =>
    ask(bankReport, 'POST', `/question-banks?${dry ? 'dry=1&' : ''}title=${part(title)}`, file),
  tests: (id: string) => ask(v.array(testRow), 'GET', ofClass(id, 'tests')),
  makeTest: (id: string, request: TestRequest) => ask(v.array(testRow), 'POST', ofClass(id, 'tests'), request),
  endTest: (id: string) => ask(nothing, 'POST', `/tests/${part(id)}/end`, {}),
  papers: (test: string) => (query: ListQuery) =>
    ask(papersPage, 'GET', `/tests/${part(test)}/papers?${queryText(query)}`),
  paper: (id: string) => ask(paperDetail, 'GET', `/papers/${part(id)}`),
  showQuestion: (id: string, shown: boolean) => ask(questionRow, 'POST', `/questions/${part(id)}/shown`, { shown }),
  satisfaction: (id: string) => ask(satisfactionReport, 'GET', ofClass(id, 'satisfaction')),
}

/** Tests, results, 常见问题 and 满意度 of the trainee's page, by the token of its link. */
export const myExams = {
  look: (token: string) => ask(myExam, 'GET', '/my/exam', undefined, token),
  begin: (token: string, test: string, consent: { consent?: string }) =>
    ask(myPaper, 'POST', `/my/tests/${part(test)}/begin`, consent, token),
  paper: (token: string, id: string) => ask(myPaper, 'GET', `/my/papers/${part(id)}`, undefined, token),
  save: (token: string, id: string, answers: number[][]) =>
    ask(savedAnswer, 'POST', `/my/papers/${part(id)}/save`, { answers }, token),
  handIn: (token: string, id: string, answers: number[][]) =>
    ask(handedIn, 'POST', `/my/papers/${part(id)}/hand-in`, { answers }, token),
  satisfy: (token: string, request: SatisfactionRequest) => ask(myExam, 'POST', '/my/satisfaction', request, token),
}
