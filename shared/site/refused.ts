/** What no rule may read, whoever publishes it: a rule is data of a stranger to the pages of a trainee. */

const SECRET =
  /^(?:\w*token|passw(?:or)?d|passcode|pwd|secret|cookies?|jsession\w*|\w*sess(?:ion)?id|authorization|authentication|auth|credentials?|jwt|[cx]srf|captcha|apikey|otp|pin|idcard|idno|bank\w*)$/i
const SECRET_IN_SELECTOR =
  /passw|passcode|pwd|token|secret|[cx]srf|captcha|credential|cookie|sess(?:ion)?_?id|id_?card/i

/** True of `access_token`, `idCard`, `data-csrf`, and of any part of a JSON pointer that is like them. */
export const namesSecret = (name: string): boolean =>
  name.split('/').some((part) => {
    const words = part.replace(/([a-z\d])([A-Z])/g, '$1 $2').split(/[^A-Za-z\d]+/)
    return words.some((word, i) => SECRET.test(word) || SECRET.test(word + (words[i + 1] ?? '')))
  })

/** True of a selector that says password, token and the like. */
export const selectsSecret = (selector: string): boolean => SECRET_IN_SELECTOR.test(selector)

const REGIONS = 'ah bj cq fj gd gs gx gz ha hb he hi hk hl hn jl js jx ln mo nm nx qh sc sd sh sn sx tj tw xj xz yn zj'
const KINDS = 'ac co com edu go gob gov idv mil ne net or org'
const HOSTERS =
  'github.io gitee.io gitlab.io vercel.app netlify.app pages.dev workers.dev web.app firebaseapp.com herokuapp.com appspot.com blogspot.com azurewebsites.net cloudfront.net amazonaws.com aliyuncs.com myqcloud.com tcloudbaseapp.com'
const suffixes = new Set(HOSTERS.split(' '))
const seconds = new Set(`${REGIONS} ${KINDS}`.split(' '))

/** True of `com.cn`, `bj.cn`, `github.io`: below them everybody has a name. Not the whole public suffix list, but what somebody here would write. */
export function isPublicSuffix(host: string): boolean {
  const [second = '', top = '', ...more] = host.split('.')
  return suffixes.has(host) || (more.length === 0 && top.length === 2 && seconds.has(second))
}
