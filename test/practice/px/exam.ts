import { html } from 'hono/html'
import type { Course } from './catalogue'
import { type Html, layout } from './layout'

const questions = [
  { text: '发现有人触电时，首先应当怎样做？', options: ['切断电源', '用手拉开', '泼水'] },
  { text: '低压验电前应先在有电处确认验电器完好。', options: ['正确', '错误'] },
]

/** `/study/exam/index`: a paper to answer; handing in leads to its result, whatever was answered. */
export const examPage = ({ title, exam }: Course, learner: string): Html =>
  layout(
    `${title} 课程考试 - 中国职业培训在线`,
    learner,
    html`<h1 class="page-title">${title} 课程考试</h1>
<form class="exam-box" action="/study/exam/result"><input type="hidden" name="paper" value="${exam.paper}">
${questions.map(
  (question, at) => html`<fieldset class="question"><legend>${at + 1}. ${question.text}</legend>
${question.options.map((option) => html`<label><input type="radio" name="q${at}" value="${option}">${option}</label>`)}</fieldset>`,
)}
<button class="btn btn-primary" id="btn_paper">交卷</button></form>`,
  )

/** `/study/exam/result`: the result as one line of text, the shape most sites share. */
export const examResult = ({ title, exam }: Course, learner: string): Html =>
  layout(
    `${title} 考试结果 - 中国职业培训在线`,
    learner,
    html`<h1 class="page-title">${title} 考试结果</h1>
<div class="result-box" data-paper="${exam.paper}">
  <p class="result-line">成绩：<b class="score">${exam.score}</b>分 总分：${exam.maximum}分 <span class="${exam.passed ? 'passed' : 'failed'}">${exam.passed ? '合格' : '不合格'}</span></p>
  <p class="result-note">第1次考试</p>
  <a class="btn btn-outline-primary" href="/study/myclass/index">返回班级</a>
</div>`,
  )
