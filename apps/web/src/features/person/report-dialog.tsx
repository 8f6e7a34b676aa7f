import type { ApplicationView } from '@rolecall/contract/api/applications'
import { ThreadReportReason } from '@rolecall/contract/report'
import { useState } from 'react'
import { problemText } from '../../text/problem-text.ts'
import { useSay, useText } from '../../text/use-text.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Select, TextArea } from '../../ui/field.tsx'
import { useReport } from './use-thread.ts'

/** Tells the moderators of what the person wrote. */
export const ReportDialog = ({ application, close }: { application: ApplicationView; close: () => void }) => {
  const say = useSay()
  const text = useText()
  const [reason, setReason] = useState<ThreadReportReason>('rude')
  const [words, setWords] = useState('')
  const report = useReport(application.id, close)
  const file = () => report.mutate({ reason, ...(words.trim() === '' ? {} : { text: words.trim() }) })
  return (
    <Dialog
      title={say('web.messages.report-title', { name: application.firstName })}
      onClose={close}
      actions={
        <>
          {report.error !== null && <p role="alert">{problemText(report.error, text)}</p>}
          <Button look="danger" busy={report.isPending} onClick={file}>
            {say('web.messages.report-send')}
          </Button>
          <Button look="quiet" onClick={close}>
            {say('web.cancel')}
          </Button>
        </>
      }
    >
      <p>{say('web.messages.report-text', { name: application.firstName })}</p>
      <Select
        id="report-reason"
        label={say('web.report.reason')}
        value={reason}
        options={ThreadReportReason.options.map((value) => ({ value, label: say(`option.report.${value}`) }))}
        onChange={({ target }) => setReason(ThreadReportReason.catch('other').parse(target.value))}
      />
      <TextArea
        id="report-words"
        label={say('web.report.words')}
        optional
        rows={3}
        maxLength={500}
        value={words}
        onChange={({ target }) => setWords(target.value)}
      />
    </Dialog>
  )
}
