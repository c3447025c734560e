import { render } from 'preact'
import { words } from '../../locales'
import '../../../shared/look/tokens.css'
import '../../pages/base.css'
import './presence.css'
import { Panel } from './panel'

document.documentElement.lang = words.lang
// Focus stays where it is when the button is pressed: a platform may pause whoever seems to have left its page.
document.addEventListener('mousedown', (event) => event.preventDefault())
const root = document.getElementById('presence')
if (root) render(<Panel />, root)
