import { pick } from '../../words/locale'

export const reachWords = pick({
  'zh-CN': {
    lead: '把下面的文字和海报发到班级群。里面只有步骤、链接和班级代码，没有任何人的姓名、身份证号和电话。',
    text: '群通知',
    copyText: '复制群通知',
    link: '链接',
    copyLink: '复制链接',
    open: '看看学员打开会看到什么',
    poster: '海报',
    posterLead: 'A4 竖版，可以打印张贴，也可以存成图片发到群里。',
    print: '打印海报',
    png: '存成图片（PNG）',
    svg: '存成 SVG',
    posterName: '海报',
    unreachable:
      '学员现在打不开这个链接：服务器只在这台电脑上，或者连接没有加密。请先让安装服务器的人把它开放给学员（启动选项 --public-url，运行 npm start -- --help 看说明）；没有网络的，改用“文件”里的班级文件。',
    slips: '个人加入码一人一张，在“加入码”里打印，单独发给本人。',
  },
  en: {
    lead: 'Send the text and the poster to the class’s group. They hold steps, link and class code, and nothing of any person.',
    text: 'Text for the group',
    copyText: 'Copy the text',
    link: 'Link',
    copyLink: 'Copy the link',
    open: 'See what trainees see',
    poster: 'Poster',
    posterLead: 'A4 portrait, to print or to send as a picture.',
    print: 'Print the poster',
    png: 'Save as PNG',
    svg: 'Save as SVG',
    posterName: 'Poster',
    unreachable:
      'Trainees cannot open this link now: the server is on this computer only, or not encrypted. Open it to them first (--public-url and others), or use class files.',
    slips: 'Personal codes are printed one a person under Codes, and given to that person alone.',
  },
})
