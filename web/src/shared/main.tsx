import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { showTheme } from '../app/theme'
import { embeddedDocument } from './document'
import { SharedPage } from './SharedPage'
import '../styles/tokens.css'
import '../styles/base.css'

const first = embeddedDocument()
showTheme(first.theme ?? 'system')
const root = document.getElementById('root')
if (!root) throw new Error('shared.html has no #root')

createRoot(root).render(
  <StrictMode>
    <SharedPage first={first} />
  </StrictMode>,
)
