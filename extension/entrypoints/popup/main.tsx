import { render } from 'preact'
import { words } from '../../locales'
import '../../../shared/look/tokens.css'
import '../../pages/base.css'
import './popup.css'
import { Popup } from './popup'

document.documentElement.lang = words.lang
const root = document.getElementById('popup')
if (root) render(<Popup />, root)
