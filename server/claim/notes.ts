import { files } from '../../shared/package/layout'

/** 核验说明.txt: how anybody checks this package with the tools every machine has, and what that proves. */
export const verificationNotes = ({
  bag,
  fingerprint,
  className,
}: {
  bag: string
  fingerprint: string
  className: string
}): string => `学习记录电子档案 核验说明
${className}

一、一条命令全部核验（不联网、不用本单位的服务器）
    npx xueji verify 资料包.zip --key ${fingerprint}
公钥指纹请向单位另行索取（加盖公章的书面材料或当面核对），不要只信本文件所写。
核验内容：文件齐全且未改、签名、学习记录逐条相扣、每批签名、服务器回执、封存证明，并按认定规则重算每一秒。

二、用系统自带工具分步核验
    unzip -t 资料包.zip
    unzip 资料包.zip && cd ${bag}
    sha256sum -c ${files.tagManifest} ${files.manifest}
    openssl pkeyutl -verify -pubin -inkey 单位公钥.pem -rawin -in ${files.tagManifest} -sigfile ${files.signature}
  单位公钥.pem 由单位另行提供；keys.json 里 purpose 为 package 的 key 是同一把公钥（base64url 的 SPKI DER），仅供对照。

三、文件
    data/class.json plan.json policy.json   班级、计划、认定规则
    data/chains/                            学习记录原文，一行一条，原样保存（只有参训编号对应的随机号，没有姓名和身份证号）
    data/receipts/ proofs.ndjson checkpoint.txt   服务器回执、封存证明、封存点
    data/facts.json keys.json rules/        计算用到的事实、公钥、网站规则
    data/forms/                             学员名册（唯一含身份证号的文件）、学习记录、考核成绩、汇总

四、能证明什么，不能证明什么
    能证明：记录由所列设备的扩展写下，之后一个字节也没有改过；何时由单位服务器收到；学时由公开的规则算出，任何人可重算。
    不能证明：坐在屏幕前的是谁、学懂了没有；电脑的主人有能力驱使扩展。
    时间仅由该单位服务器证明：本资料包未经人社局备查（witness）。
    测试成绩和平台进度是“平台页面所示”，本软件未向平台核实。
`
