import { render } from 'preact'
import { words } from '../../locales'
import '../../../shared/look/tokens.css'
import '../../pages/base.css'
import '../../pages/form.css'
import { Options } from './options'

document.documentElement.lang = words.lang
document.title = `${words.product} · ${words.options.title}`
const root = document.getElementById('options')
if (root) render(<Options />, root)
