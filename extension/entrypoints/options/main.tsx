import { render } from 'preact'
import { words } from '../../locales'
import '../../pages/tokens.css'
import '../../pages/form.css'
import { Options } from './options'

document.documentElement.lang = words.lang
document.title = `${words.product} · ${words.options.title}`
const root = document.getElementById('options')
if (root) render(<Options />, root)
