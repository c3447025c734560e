import { render } from 'preact'
import { words } from '../../locales'
import '../../pages/tokens.css'
import './popup.css'
import { Popup } from './popup'

document.documentElement.lang = words.lang
const root = document.getElementById('popup')
if (root) render(<Popup />, root)
