import { pick } from '../../words/locale'

export const words = pick({
  'zh-CN': {
    title: '课堂签到',
    code: '老师屏幕上的六位数',
    help: '每 30 秒换一次，请照现在显示的输入。上课签到，下课签退。',
    sixDigits: '请输入六位数',
    signIn: '上课签到',
    signOut: '下课签退',
    signedIn: '已签到',
    signedOut: '已签退',
    in: (time: string) => `${time} 已签到，下课时请签退`,
    both: (from: string, to: string) => `${from} 签到，${to} 签退，老师已收到`,
  },
  en: {
    title: 'In class',
    code: 'Six digits on the teacher’s screen',
    help: 'They change every 30 seconds. Sign in when it begins and out when it ends.',
    sixDigits: 'Six digits, please',
    signIn: 'Sign in',
    signOut: 'Sign out',
    signedIn: 'Signed in',
    signedOut: 'Signed out',
    in: (time: string) => `In at ${time}; sign out when it ends`,
    both: (from: string, to: string) => `In at ${from}, out at ${to}; your teacher has received it`,
  },
})
