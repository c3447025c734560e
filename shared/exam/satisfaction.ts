/**
 * 满意度: five questions with five answers each. Its version stands beside every answer; a change of one character is a new version. No
 * rule prescribes these questions: they ask after what the notice says a training is made of (content, teaching, platform, answers, whole).
 */
export const satisfactionSheet = {
  id: 'satisfaction-2026-11',
  questions: [
    '培训内容合不合用',
    '老师讲得清不清楚',
    '线上学习和平台好不好用',
    '答疑和管理及不及时',
    '总的来说满不满意',
  ],
  /** From best (5) to worst (1). */
  answers: [
    { value: 5, label: '很满意' },
    { value: 4, label: '满意' },
    { value: 3, label: '一般' },
    { value: 2, label: '不满意' },
    { value: 1, label: '很不满意' },
  ],
  /** Of fewer answers it could be told whose they are. */
  least: 3,
} as const

/** Per question how often 1, 2, 3, 4 and 5 were chosen. */
export const tally = (sheets: readonly (readonly number[])[]): number[][] =>
  satisfactionSheet.questions.map((_, question) =>
    [1, 2, 3, 4, 5].map((value) => sheets.filter((sheet) => sheet[question] === value).length),
  )
