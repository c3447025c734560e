import { render } from 'preact'
import { words } from '../../locales'
import '../../../shared/look/tokens.css'
import '../../pages/base.css'
import '../../pages/form.css'
import { Welcome } from './welcome'

document.documentElement.lang = words.lang
document.title = `${words.product} · ${words.welcome.title}`
const root = document.getElementById('welcome')
if (root) render(<Welcome />, root)
