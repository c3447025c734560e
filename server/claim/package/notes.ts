import { files } from '../../../shared/package/layout'
import { SM2_ID } from '../../sm2/sm2'

export interface Noted {
  bag: string
  /** Of the package key. */
  fingerprint: string
  /** Its SPKI DER in base64. */
  key: string
  title: string
  /** Somebody other than the institution has seen the log. */
  witnessed: boolean
  /** Of a claim (version 2). */
  claim?: {
    /** SPKI DER in base64 of the key of the second signature. */
    sm2?: string
    /** Lecture videos lie in a package beside this one. */
    videos: boolean
  }
}

/** 核验说明.txt: how anybody checks this package with the tools every machine has, and what that proves. Its indented lines are commands that work as they stand. */
export const verificationNotes = ({
  bag,
  fingerprint,
  key,
  title,
  witnessed,
  claim,
}: Noted): string => `学习记录电子档案 核验说明
${title}

先做一件事：向单位另行索取公钥指纹（加盖公章的书面材料，或当面核对），不要只信本文件所写。
本资料包自称的公钥指纹：${fingerprint}
以下命令在 Linux、macOS 或 Windows 的 WSL 里运行；资料包已另存为“资料包.zip”。

一、全部核验（不联网，不用单位的服务器）
在学迹软件的目录里运行（须先装好 Node.js 20.19 以上，并运行过一次 npm ci）；资料包.zip 请写完整路径：
    npx --no xueji verify 资料包.zip --key ${fingerprint}
核验内容：文件齐全且未改动、单位签名、学习记录逐条相扣、设备签名、服务器回执、封存证明，并按认定规则把每一秒重新算一遍${claim ? '，再由学时和补贴标准复算完成情况和每一笔金额' : ''}。
报告开头的“结论”为“核验通过”时命令返回 0；否则返回 1，并逐项说明原因。

二、只用系统自带的工具，分步核验
1. 压缩包完好，解压：
    unzip -t 资料包.zip
    unzip -q 资料包.zip
    cd ${bag}
2. 每个文件都与清单相符（每行都应显示 OK 或 成功）：
    sha256sum -c ${files.tagManifest} ${files.manifest}
3. 存下公钥，算出它的指纹，与另行索取的逐位核对：
    printf '%s\\n' '-----BEGIN PUBLIC KEY-----' '${key}' '-----END PUBLIC KEY-----' > ../公钥.pem
    openssl pkey -pubin -in ../公钥.pem -outform DER | sha256sum
4. 单位对清单的签名（应显示 Signature Verified Successfully；须 OpenSSL 3.0 以上）：
    openssl pkeyutl -verify -pubin -inkey ../公钥.pem -rawin -in ${files.tagManifest} -sigfile ${files.signature}
${claim?.sm2 === undefined ? '' : sm2Notes(claim.sm2)}这几步证明文件没有改动、由谁签名；学时是否算得对，须用第一节的命令。macOS 没有 sha256sum 时，用 shasum -a 256。

${claim ? claimPaths(claim.videos) : classPaths}
四、能证明什么，不能证明什么
能证明：记录由所列设备的扩展写下，之后一个字节也没有改动；最晚何时已由单位服务器收到；有效时长由公开的规则算出，任何人都可以重算。
不能证明：坐在屏幕前的是谁，学懂了没有；电脑的主人有能力驱使扩展；设备是不是学员本人的（单位若用自备的设备编造记录，要靠人社局备查、抽查和学员手中的回执发现）；单位是否漏交了某份记录（漏交只会少算）。
${
  witnessed
    ? '时间：封存日志另有备查方或时间戳机构见证（data/checkpoint.txt、data/witnessed.ndjson），核验时用 --witness 备查公钥、--tsa 时间戳机构证书核对；不核对时，时间仅由该单位服务器证明。'
    : '时间仅由该单位服务器证明：本资料包未经人社局备查。'
}
平台的测试成绩和进度是“平台页面所示”，本软件没有向平台核实。来源为“本系统测试”的成绩由单位服务器判分，试卷原文在 evidence/ 里，文件名是成绩记录里的 raw。
`

const classPaths = `三、文件
data/class.json、plan.json、policy.json：培训班、培训方案、认定规则
data/chains/：学习记录原文，一行一条，原样保存；其中只有随机编号，没有姓名和身份证号
data/receipts/、proofs.ndjson、checkpoint.txt：服务器回执、封存证明、封存点
data/facts.json、keys.json、rules/：计算所用的事实、公钥、网站规则
data/forms/：学员名册（唯一含身份证号的文件）、学习记录、考核成绩、汇总；study.json 是给程序核对的同一组数字
`

const claimPaths = (videos: boolean) => `三、文件
data/claim.json：申请哪些人、每人的学时和考核、补贴标准、逐项金额和合计
data/classes/：每个培训班一个文件夹：class.json、plan.json、policy.json、facts.json 是培训班、方案、认定规则和计算所用的事实；
  chains/ 是学习记录原文，一行一条，只有随机编号，没有姓名和身份证号；receipts/、proofs.ndjson 是服务器回执和封存证明；
  forms/study.json 是给程序核对的时长；teaching.json 是授课记录；evidence/ 是依据文件
data/checkpoint.txt、keys.json、rules/：封存点、公钥、网站规则
data/forms/：申请材料的各种表格（身份证号和姓名只在这里）；data/scans/：盖章扫描件
${videos ? 'data/videos.json：授课视频清单；视频在另一个“视频”资料包里，核验时加 --videos 视频资料包.zip\n' : ''}`

/** openssl 3 verifies SM2 with the user id that the signature was made with. */
const sm2Notes = (
  key: string,
) => `5. 国密第二签名（SM2，摘要 SM3，用户标识 ${SM2_ID}；应显示 Signature Verified Successfully）：
    printf '%s\\n' '-----BEGIN PUBLIC KEY-----' '${key}' '-----END PUBLIC KEY-----' > ../国密公钥.pem
    openssl pkeyutl -verify -pubin -inkey ../国密公钥.pem -rawin -digest sm3 -pkeyopt distid:${SM2_ID} -in ${files.tagManifest} -sigfile ${files.sm2}
`
