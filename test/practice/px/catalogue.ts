export interface Lesson {
  /** What `#hiddenCourseId` and the player address carry. */
  id: string
  /** What a row of the lesson list carries as `data-jhx-res`. */
  resource: string
  title: string
  seconds: number
  media: string
}

export interface Exam {
  paper: string
  status: string
  score: number
  maximum: number
  passed: boolean
}

export interface Course {
  id: string
  title: string
  hours: number
  exam: Exam
  lessons: Lesson[]
}

export const classTitle = '2026年第1期企业职工线上技能培训班'

const lesson = (id: string, title: string, seconds: number, media: string): Lesson => ({
  id,
  resource: `77${id}`,
  title,
  seconds,
  media,
})

export const courses: Course[] = [
  {
    id: '101',
    title: '电工安全基础',
    hours: 8,
    exam: { paper: '9101', status: '已完成', score: 92, maximum: 100, passed: true },
    lessons: [
      lesson('10101', '第一节 安全用电常识', 60, 'lesson-60.mp4'),
      lesson('10102', '第二节 触电急救方法', 90, 'lesson-90.mp4'),
      lesson('10103', '第三节 低压设备检修', 120, 'lesson-120.mp4'),
      lesson('10104', '第四节 绝缘防护用具', 75, 'lesson-75.webm'),
    ],
  },
  {
    id: '102',
    title: '职业道德与劳动法规',
    hours: 4,
    exam: { paper: '9102', status: '未通过', score: 58.5, maximum: 100, passed: false },
    lessons: [
      lesson('10201', '第一讲 职业道德', 90, 'lesson-90.mp4'),
      lesson('10202', '第二讲 劳动合同法', 60, 'lesson-60.mp4'),
    ],
  },
  {
    id: '103',
    title: '消防安全知识',
    hours: 2.5,
    exam: { paper: '9103', status: '未开放', score: 0, maximum: 100, passed: false },
    lessons: [lesson('10301', '灭火器的使用', 60, 'lesson-60.mp4')],
  },
]

export const findCourse = (id: string | undefined): Course | undefined => courses.find((course) => course.id === id)

export const findLesson = (id: string | undefined): { course: Course; lesson: Lesson } | undefined => {
  for (const course of courses) {
    const lesson = course.lessons.find((each) => each.id === id)
    if (lesson) return { course, lesson }
  }
  return undefined
}

/** `mm:ss`, the form of every time text on the site. */
export const clockText = (seconds: number): string =>
  [Math.floor(seconds / 60), Math.floor(seconds % 60)].map((part) => String(part).padStart(2, '0')).join(':')
