import './ui/tokens.css'
import { lazy, StrictMode, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { readStart } from './app/start.ts'

/** Few need the staff's pages, and they bring the QR code with them. */
const OperatorApp = lazy(async () => ({ default: (await import('./app/operator-app.tsx')).OperatorApp }))

const root = document.getElementById('app')
if (root === null) throw new Error('no #app in the document')
const start = readStart()
createRoot(root).render(
  <StrictMode>
    {/^\/operator(\/|$)/.test(location.pathname) ? (
      <Suspense>
        <OperatorApp start={start} />
      </Suspense>
    ) : (
      <App start={start} />
    )}
  </StrictMode>,
)
