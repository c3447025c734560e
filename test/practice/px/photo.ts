import { html } from 'hono/html'
import { type Html, layout } from './layout'

/** `/player/index/photo`: the face check that takes the learner off the player page in the middle of a lesson. */
export const photoPage = (learner: string, back: string): Html =>
  layout(
    '人脸核验 - 中国职业培训在线',
    learner,
    html`<h1 class="page-title">学习过程核验</h1>
<div class="result-box"><p>请用手机扫描二维码完成拍照</p>
<img id="qrCode" alt="二维码" width="120" height="120" src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7">
<p id="signPhotoOk">核验通过</p><a class="btn btn-outline-primary aBtn26" href="${back}">返回学习</a></div>`,
  )
