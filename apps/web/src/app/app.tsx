import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { BrowserRouter, Route, Routes } from 'react-router'
import { ApiProblem } from '../api/client.ts'
import { JobLayout } from '../features/jobs/job-layout.tsx'
import { JobsPage } from '../features/jobs/jobs-page.tsx'
import { MatchesPage } from '../features/matches/matches-page.tsx'
import { PipelinePage } from '../features/pipeline/pipeline-page.tsx'
import { SignInPage } from '../features/sign-in/sign-in-page.tsx'
import { Speaking } from '../text/labels.tsx'
import { HeadingLevel } from '../ui/heading-level.ts'
import { Skeleton } from '../ui/states.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { HomeRedirect } from './home-redirect.tsx'
import { NotFoundPage } from './not-found-page.tsx'
import { OrganisationLayout } from './organisation-layout.tsx'
import { PlainLayout } from './plain-layout.tsx'
import type { Start } from './start.ts'

// The form brings the combobox with it, which weighs as much as everything else.
const NewJobPage = lazy(async () => ({ default: (await import('../features/job-form/new-job-page.tsx')).NewJobPage }))
const EditJobPage = lazy(async () => ({
  default: (await import('../features/job-form/edit-job-page.tsx')).EditJobPage,
}))
const ImportPage = lazy(async () => ({ default: (await import('../features/job-import/import-page.tsx')).ImportPage }))

// Its messages, and what can be done about them, are not needed to see who waits.
const PersonPage = lazy(async () => ({ default: (await import('../features/person/person-page.tsx')).PersonPage }))

// Seldom needed, and never by whoever comes to answer.
const PostingPage = lazy(async () => ({ default: (await import('../features/jobs/posting-page.tsx')).PostingPage }))
const AccountPages = lazy(async () => ({
  default: (await import('../features/account/account-pages.tsx')).AccountPages,
}))
const ApiAccessPage = lazy(async () => ({
  default: (await import('../features/api-access/api-access-page.tsx')).ApiAccessPage,
}))
const MembersPage = lazy(async () => ({ default: (await import('../features/members/members-page.tsx')).MembersPage }))

/** The employers' pages. */
export const App = ({ start }: { start: Start }) => {
  const [client] = useState(createClient)
  return (
    <Speaking catalogue={start.catalogue} language={start.language}>
      <ErrorBoundary>
        <QueryClientProvider client={client}>
          <BrowserRouter basename="/employer">
            <Suspense fallback={<Skeleton />}>
              <HeadingLevel value="h1">
                <Pages start={start} />
              </HeadingLevel>
            </Suspense>
          </BrowserRouter>
        </QueryClientProvider>
      </ErrorBoundary>
    </Speaking>
  )
}

const Pages = ({ start }: { start: Start }) => (
  <Routes>
    <Route element={<PlainLayout start={start} />}>
      <Route index element={<HomeRedirect />} />
      <Route path="sign-in" element={<SignInPage />} />
      <Route path="sign-up" element={<AccountPages path="sign-up" />} />
      <Route path="confirm" element={<AccountPages path="confirm" />} />
      <Route path="join" element={<AccountPages path="join" />} />
      <Route path="account" element={<AccountPages path="account" />} />
      <Route path="forgotten" element={<AccountPages path="forgotten" />} />
      <Route path="new-password" element={<AccountPages path="new-password" />} />
    </Route>
    <Route path=":organisationId" element={<OrganisationLayout start={start} />}>
      <Route index element={<JobsPage />} />
      <Route path="jobs/new" element={<NewJobPage />} />
      <Route path="jobs/import" element={<ImportPage />} />
      <Route path="jobs/:jobId/edit" element={<EditJobPage />} />
      <Route path="jobs/:jobId" element={<JobLayout />}>
        <Route index element={<PipelinePage />} />
        <Route path="matches" element={<MatchesPage />} />
        <Route path="posting" element={<PostingPage />} />
      </Route>
      <Route path="applications/:applicationId" element={<PersonPage />} />
      <Route path="members" element={<MembersPage />} />
      <Route path="api-access" element={<ApiAccessPage />} />
      <Route path="*" element={<NotFoundPage />} />
    </Route>
  </Routes>
)

const createClient = (): QueryClient =>
  new QueryClient({ defaultOptions: { queries: { staleTime: 10_000, retry: worthAnotherTry } } })

/** What the server refused stays refused; what did not arrive may arrive. */
const worthAnotherTry = (failures: number, error: Error): boolean =>
  failures < 2 && (!(error instanceof ApiProblem) || error.status === 0 || error.status >= 500)
