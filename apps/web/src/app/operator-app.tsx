import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { BrowserRouter, Route, Routes } from 'react-router'
import { CasePage } from '../features/cases/case-page.tsx'
import { CasesPage } from '../features/cases/cases-page.tsx'
import { AuditLogPage } from '../features/operator/audit-log-page.tsx'
import { EnrolPage } from '../features/operator/enrol-page.tsx'
import { OrganisationsPage } from '../features/operator/organisations-page.tsx'
import { OwnSignInPage } from '../features/operator/own-sign-in-page.tsx'
import { ReportsPage } from '../features/operator/reports-page.tsx'
import { StaffPage } from '../features/operator/staff-page.tsx'
import { StaffSignInPage } from '../features/operator/staff-sign-in-page.tsx'
import { SettingsPage } from '../features/settings/settings-page.tsx'
import { Speaking } from '../text/labels.tsx'
import { Skeleton } from '../ui/states.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { NotFoundPage } from './not-found-page.tsx'
import { OperatorHome, OperatorLayout } from './operator-layout.tsx'
import { PlainLayout } from './plain-layout.tsx'
import type { Start } from './start.ts'

// Of use to whoever runs the installation, not to whoever answers people.
const HealthPage = lazy(async () => ({ default: (await import('../features/health/health-page.tsx')).HealthPage }))

/** The pages of the operator's staff. */
export const OperatorApp = ({ start }: { start: Start }) => {
  const [client] = useState(() => new QueryClient({ defaultOptions: { queries: { staleTime: 10_000, retry: 1 } } }))
  return (
    <Speaking catalogue={start.catalogue} language={start.language}>
      <ErrorBoundary>
        <QueryClientProvider client={client}>
          <BrowserRouter basename="/operator">
            <Routes>
              <Route element={<PlainLayout start={start} />}>
                <Route path="sign-in" element={<StaffSignInPage />} />
                <Route path="enrol" element={<EnrolPage />} />
              </Route>
              <Route element={<OperatorLayout start={start} />}>
                <Route index element={<OperatorHome />} />
                <Route path="cases" element={<CasesPage />} />
                <Route path="cases/:caseId" element={<CasePage />} />
                <Route path="organisations" element={<OrganisationsPage />} />
                <Route path="reports" element={<ReportsPage />} />
                <Route path="staff" element={<StaffPage />} />
                <Route path="settings" element={<SettingsPage />} />
                <Route
                  path="health"
                  element={
                    <Suspense fallback={<Skeleton />}>
                      <HealthPage />
                    </Suspense>
                  }
                />
                <Route path="account" element={<OwnSignInPage />} />
                <Route path="log" element={<AuditLogPage />} />
                <Route path="*" element={<NotFoundPage />} />
              </Route>
            </Routes>
          </BrowserRouter>
        </QueryClientProvider>
      </ErrorBoundary>
    </Speaking>
  )
}
