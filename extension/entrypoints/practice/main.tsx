import { render } from 'preact'
import { words } from '../../locales'
import '../../../shared/look/tokens.css'
import '../../pages/base.css'
import '../../pages/form.css'
import './practice.css'
import { Practice } from './practice'

document.documentElement.lang = words.lang
document.title = `${words.product} · ${words.practice.title}`
const root = document.getElementById('practice')
if (root) render(<Practice />, root)
