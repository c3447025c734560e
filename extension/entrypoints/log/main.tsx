import { render } from 'preact'
import { words } from '../../locales'
import { log } from '../../locales/log'
import '../../../shared/look/tokens.css'
import '../../pages/base.css'
import '../../pages/form.css'
import './log.css'
import { Log } from './log'

document.documentElement.lang = words.lang
document.title = `${words.product} · ${log.title}`
const root = document.getElementById('log')
if (root) render(<Log />, root)
