import type { PolicyFileName } from '../../../../shared/api/install'
import { pick } from '../../words/locale'

interface FileWords {
  title: string
  /** Which computers honour it. */
  where: string
  how: string
}

export const words = pick({
  'zh-CN': {
    title: '统一安装',
    lead: '一次给很多台电脑装好学迹扩展，并填好服务器和班级：学员打开浏览器就有，只需填个人加入码，或者姓名和身份证号后六位。适合有电脑管理员的单位；个人电脑请用安装页。',
    installPage: '打开安装页',
    browsers: '能装到哪些浏览器',
    browser: '浏览器',
    from: '从哪里装',
    id: '扩展编号',
    names: { chrome: 'Chrome', edge: 'Edge', '360': '360 浏览器', firefox: 'Firefox' },
    sources: { server: '本服务器（已签名）', store: '应用商店' },
    none: '还不能',
    nothing:
      '现在还不能统一安装。要先由发布者提供其中一样：签名私钥（--publisher-key）、商店页面（--store）、Mozilla 签过名的文件（--signed-xpi）。办法见 extension/RELEASE.md。在此之前请学员照安装页安装。',
    class: '班级',
    anyClass: '不指定（学员自己填班级代码或加入码）',
    classHelp: '选了班级，文件里就有它的班级代码。每份下载都记入审计。',
    ca: '本服务器用的是内网自制证书：这些电脑要先信任它，浏览器才会从这里下载扩展。',
    caFile: '下载内网证书',
    files: '策略文件',
    file: '文件',
    which: '哪些电脑有效',
    use: '怎么用',
    download: '下载',
    of: {
      windows: {
        title: 'Windows：Chrome、Edge、Chromium',
        where:
          '加入了域，或由 Chrome 企业版、Intune 等管理的电脑。没有加入域的 Windows，Chrome 和 Edge 会拒绝商店以外的强制安装，这是浏览器的规定；从商店装的不受此限。',
        how: '由域管理员下发，或在电脑上用管理员身份双击导入，再重启浏览器。在地址栏打开 chrome://policy 可以看到；已有同名策略的，只添加，不覆盖其他扩展。',
      },
      'windows-360': {
        title: 'Windows：360 安全浏览器（先试一台）',
        where:
          '360 没有公开说明它读哪里的策略，这个位置只见于一处网上资料，我们没有试过。无效就用 360 的企业管理后台分发，或请学员照安装页安装。',
        how: '先在一台电脑上导入并重启 360 浏览器，装上了再推广。',
      },
      linux: {
        title: 'Linux、统信、麒麟：Chrome、Chromium',
        where: '所有 Linux 电脑，不要求加入域。',
        how: 'Chrome 放到 /etc/opt/chrome/policies/managed/，Chromium 放到 /etc/chromium/policies/managed/，再重启浏览器。统信、麒麟自带浏览器的文件夹请查它的管理说明，内容相同。',
      },
      'linux-edge': {
        title: 'Linux：Edge',
        where: '所有 Linux 电脑，不要求加入域。',
        how: '放到 /etc/opt/edge/policies/managed/，再重启浏览器。',
      },
      firefox: {
        title: 'Firefox（Windows 和 Linux）',
        where: '所有电脑，不要求加入域。要有 Mozilla 签过名的扩展。',
        how: '取名 policies.json：Windows 放到 Firefox 安装文件夹里的 distribution 文件夹，Linux 放到 /etc/firefox/policies/。已有这个文件的，把内容合并进去。',
      },
      'windows-undo': {
        title: 'Windows：撤销',
        where: '导入过上面 .reg 文件的电脑。',
        how: '用管理员身份双击导入，再重启浏览器。Linux 和 Firefox：删掉放进去的文件，再重启浏览器。',
      },
    } satisfies Record<PolicyFileName, FileWords>,
    undoWarning: '撤销会移除扩展，连同本机还没有上交的学习记录。请先让学员点“上交学习记录”，看到“全部已收到”。',
  },
  en: {
    title: 'Many computers',
    lead: 'Installs the Xueji extension on many computers at once, with server and class filled in: trainees only type their personal code, or name and last six of the ID number. For organisations with an administrator of computers; on a computer of one’s own, use the install page.',
    installPage: 'Open the install page',
    browsers: 'Browsers it can be installed in',
    browser: 'Browser',
    from: 'From where',
    id: 'Extension id',
    names: { chrome: 'Chrome', edge: 'Edge', '360': '360', firefox: 'Firefox' },
    sources: { server: 'this server (signed)', store: 'the store' },
    none: 'not yet',
    nothing:
      'Nothing can be installed this way yet. The publisher has to provide one of: a signing key (--publisher-key), a page of a store (--store), a file signed by Mozilla (--signed-xpi); see extension/RELEASE.md. Until then trainees use the install page.',
    class: 'Class',
    anyClass: 'None (trainees type a class code or their own)',
    classHelp: 'With a class, its code is in the file. Every download is in the audit.',
    ca: 'This server has a self-made certificate: computers must trust it before browsers fetch the extension from here.',
    caFile: 'Download the certificate',
    files: 'Policy files',
    file: 'File',
    which: 'Which computers honour it',
    use: 'How',
    download: 'Download',
    of: {
      windows: {
        title: 'Windows: Chrome, Edge, Chromium',
        where:
          'Computers in a domain, or managed by Chrome Enterprise, Intune and the like. On any other Windows, Chrome and Edge refuse forced installation from outside their stores; from the store it works.',
        how: 'Deploy by group policy, or import as administrator, then restart the browser. chrome://policy shows it. Other extensions of the same policy stay.',
      },
      'windows-360': {
        title: 'Windows: 360 (try one first)',
        where:
          'The maker says nowhere where its policies are read; this place is named by one public source and was not tried. Else use the maker’s own management, or the install page.',
        how: 'Import on one computer and restart 360 before going on.',
      },
      linux: {
        title: 'Linux, UOS, Kylin: Chrome, Chromium',
        where: 'Every Linux computer, in a domain or not.',
        how: 'Chrome: /etc/opt/chrome/policies/managed/, Chromium: /etc/chromium/policies/managed/, then restart. For browsers that came with UOS or Kylin see their own documentation; the content is the same.',
      },
      'linux-edge': {
        title: 'Linux: Edge',
        where: 'Every Linux computer, in a domain or not.',
        how: 'Into /etc/opt/edge/policies/managed/, then restart.',
      },
      firefox: {
        title: 'Firefox (Windows and Linux)',
        where: 'Every computer, in a domain or not. Needs the extension as signed by Mozilla.',
        how: 'As policies.json: Windows, in the folder distribution beside firefox.exe; Linux, in /etc/firefox/policies/. Merge with what is there.',
      },
      'windows-undo': {
        title: 'Windows: undo',
        where: 'Computers where a .reg file above was imported.',
        how: 'Import as administrator, then restart. Linux and Firefox: delete the file, then restart.',
      },
    },
    undoWarning:
      'Undoing removes the extension, with what was not handed in on that computer. Have trainees hand in first, until everything is received.',
  },
})
