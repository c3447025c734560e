/** Version of the text below; a change of one character is a new one. It stands in the `join` entry of the server's own chain. */
export const PHONE_CONSENT_VERSION = 'phone-2026-12'

/** What a trainee agrees to before the first sign-in, question or test on the phone, exactly as shown, in Chinese whatever the page's language. */
export const phoneConsentText: readonly { title: string; lines: readonly string[] }[] = [
  {
    title: '记录什么',
    lines: [
      '您在本页签到、签退的时间；线下课、直播课签到、签退的时间；您提问、老师答复的时间。',
      '您在本页做的测试：什么时候、第几次、得了多少分、是否合格。您答的试卷保存在服务器上，不写进学习记录。',
      '您写的问题和老师的答复保存在服务器上，不写进学习记录，只有您本人和开班单位的老师、管理人员能看到。',
    ],
  },
  {
    title: '不记录什么',
    lines: [
      '不读取位置、通讯录、相册和手机号，不拍照，不录音。',
      '在手机上看课不会被记录：手机签到只说明您签到了，不计学时。学习请用装了学迹扩展的电脑。',
    ],
  },
  {
    title: '为什么，保存多久',
    lines: [
      '证明您参加了培训，供单位申报职业技能培训补贴，并由人社部门核验；按补贴资料的保存年限保存，到期销毁。',
      '不同意：不会保存任何内容，其他页面照常可以看。',
    ],
  },
]

/** What is hashed for the `consent` entry: titles and lines, one a line. */
export const phoneConsent = (): string => phoneConsentText.flatMap(({ title, lines }) => [title, ...lines]).join('\n')
