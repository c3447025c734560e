import '../../shared/look/tokens.css'
import './style/base.css'
import './style/shell.css'
import './style/tabs.css'
import './style/home.css'
import './style/form.css'
import './style/table.css'
import './style/time-line.css'
import './style/slips.css'
import './style/access.css'
import './style/phone.css'
import './style/keep.css'
import './style/reach.css'
import './style/lessons.css'
import './style/board.css'
import './style/media.css'
import './style/sheet.css'
import './style/print.css'
import './style/paper.css'
import './style/form-sheet.css'
import { render } from 'preact'
import { App } from './app'
import { startSession } from './client/session'
import { locale } from './words/locale'

document.documentElement.lang = locale
const root = document.getElementById('app')
if (!root) throw new Error('the page has no #app')
// What a kernel shows that can't run this module.
document.getElementById('old-browser')?.remove()
render(<App />, root)
void startSession()
