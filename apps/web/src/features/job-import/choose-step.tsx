import {
  ImportField,
  type ImportPreview,
  importBounds,
  jobImportRoutes as routes,
} from '@rolecall/contract/api/job-import'
import { useMutation } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { ApiProblem, call } from '../../api/client.ts'
import { readErrors } from '../../forms/form-errors.ts'
import { useSay, useText } from '../../text/use-text.tsx'
import { Button } from '../../ui/button.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { TextField } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { base64Of } from './base64.ts'
import { columnName } from './columns.ts'
import { CsvLink } from './csv-link.tsx'
import css from './import.module.css'
import { sampleRows } from './sample.ts'

type Read = { readonly organisationId: string; readonly onRead: (preview: ImportPreview) => void }

/** The file, what it may hold, and one to begin with. */
export const ChooseStep = (props: Read) => {
  const say = useSay()
  const text = useText()
  const [file, setFile] = useState<File>()
  const reading = useReading(props)
  const { summary, byField } = useErrors(reading.error)
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!reading.isPending) reading.mutate(file)
  }
  return (
    <Page title={say('web.import.title')} lead={say('web.import.lead')}>
      <form className={css.choose} onSubmit={submit} noValidate>
        <ErrorSummary errors={summary} />
        <TextField
          id="file"
          type="file"
          accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values"
          label={say('web.import.file')}
          hint={say('web.import.file-hint')}
          error={byField.file}
          onChange={({ target }) => setFile(target.files?.[0])}
        />
        <div className={css.actions}>
          <Button type="submit" look="primary" busy={reading.isPending}>
            {say('web.import.read')}
          </Button>
          <CsvLink rows={sampleRows(text, new Date().toISOString())} name={say('web.import.sample-name')}>
            {say('web.import.sample')}
          </CsvLink>
        </div>
      </form>
      <details className={css.columns}>
        <summary>{say('web.import.columns')}</summary>
        <p>{say('web.import.columns-text')}</p>
        <p>{text.list(ImportField.options.map((field) => columnName(field, text)))}</p>
      </details>
    </Page>
  )
}

const useReading = ({ organisationId, onRead }: Read) => {
  const { language } = useText()
  return useMutation({
    mutationFn: async (file: File | undefined) => {
      if (file === undefined || file.size === 0) throw refused('required')
      // What is too large is not sent; all else is for the server to judge.
      if (file.size > importBounds.bytes) throw refused('too-large')
      const body = { file: await base64Of(file), language }
      return call(routes.previewImport, { params: { organisationId }, body })
    },
    onSuccess: onRead,
  })
}

const refused = (code: string): ApiProblem =>
  new ApiProblem({
    ...{ code: 'invalid-fields', status: 400, title: '' },
    errors: [{ pointer: '/file', code, detail: '' }],
  })

/** The same error gives the same objects, so that the summary takes the focus once. */
const useErrors = (error: Error | null) => {
  const text = useText()
  const read = () => readErrors({ error }, [{ id: 'file', label: text.say({ key: 'web.import.file' }) }], text)
  const [seen, setSeen] = useState(() => ({ error, found: read() }))
  if (seen.error === error) return seen.found
  const found = read()
  setSeen({ error, found })
  return found
}
