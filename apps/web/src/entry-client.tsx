import './app/no-code-from-text.ts'
import './ui/tokens.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { readStart } from './app/start.ts'

const root = document.getElementById('app')
if (root === null) throw new Error('no #app in the document')
createRoot(root).render(
  <StrictMode>
    <App start={readStart()} />
  </StrictMode>,
)
