import { render } from 'preact'
import { words } from '../../locales'
import { workbench } from '../../locales/workbench'
import '../../../shared/look/tokens.css'
import '../../pages/base.css'
import '../../pages/form.css'
import './workbench.css'
import { Workbench } from './workbench'

document.documentElement.lang = words.lang
document.title = `${words.product} · ${workbench.title}`
const root = document.getElementById('workbench')
if (root) render(<Workbench />, root)
