export interface ConsentPart {
  title: string
  lines: string[]
}

/** What a trainee agrees to, exactly as shown; a change of one character is a new version in journal/consent.ts. In Chinese whatever the browser's language: it is what was agreed to. */
export const consentText: ConsentPart[] = [
  {
    title: '记录什么',
    lines: [
      '您签到以后，在培训网站上播放课程的时间段：开始时刻、时长、播放位置和速度、页面是否在眼前、是否静音。',
      '页面上显示的课程名、课节名、平台进度和成绩（原样抄录，注明“页面所示”）。',
      '签到、签退的时间，以及电脑时间跳变、浏览器关闭等中断。',
    ],
  },
  {
    title: '不记录什么',
    lines: [
      '不记录其他网站，不读取密码、聊天、题目和答案，不拍照，不录音，不截屏。',
      '学习记录里没有姓名和身份证号；页面上的账号只在本机比对，只留下打码的样子。',
      '不替您点击、答题或改变播放。',
    ],
  },
  {
    title: '为什么',
    lines: ['证明您确实学了这些课，供单位申报职业技能培训补贴（绥人社函〔2020〕31号），并由人社部门核验。'],
  },
  {
    title: '谁能看到，保存多久',
    lines: [
      '您本人、开班单位的管理人员；单位申报补贴后，人社部门可以查看和核验。不给其他人，不用于其他目的。',
      '本机：至少保存到班级结束后 30 天；单位：按补贴资料的保存年限保存，到期销毁。',
    ],
  },
  {
    title: '您可以',
    lines: [
      '随时签退，签退后不记录；随时在“设置”里导出本机的全部数据。',
      '退出本班或撤回同意，请告诉老师；撤回以前的记录按规定保存。',
      '不同意：不会保存任何内容，您可以与单位商量其他学习证明方式。',
    ],
  },
]
