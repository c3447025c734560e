import { sha256Hex } from '../../shared/crypto'
import { webCrypto } from './crypto'

/** Version of the text below; a change of any word is a new version. */
export const CONSENT = '2026-11'

/** What the trainee agrees to, word for word; its hash goes into the record. */
export const consentText: readonly { title: string; text: string }[] = [
  {
    title: '记录什么',
    text: '只在培训平台的网页上记录：签到和签退、您看的是哪门课哪一节、视频播放的起止时间和位置、播放速度、页面是否在眼前、平台显示的学习进度、报名状态和测试成绩、是否提问和得到答复（不含内容）。',
  },
  {
    title: '不记录什么',
    text: '不记录其他网站，不读密码、聊天和题目内容，不拍照、不录屏、不录音，不替您点击、答题或改变播放。',
  },
  {
    title: '为什么',
    text: '证明您真的学了，作为单位申报职业培训补贴的依据；也让您看到自己的每一分钟有没有计入、为什么。',
  },
  {
    title: '谁能看到',
    text: '您本人、您的单位（培训机构），以及受理补贴申请的人社、财政部门。记录里没有您的姓名和身份证号，只有参训编号；姓名只在单位的学员名册里。',
  },
  {
    title: '保存多久',
    text: '按文件要求，自补贴拨付或不予拨付起至少保存 3 年，到期由单位销毁。本机的记录在班级结束 30 天后可以删除。您随时可以在“我的数据”里导出全部记录。',
  },
]

export const consentHash = (): string => sha256Hex(webCrypto, JSON.stringify(consentText))
