import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { applicationQuery } from '../../api/queries.ts'
import { MoveDialog } from '../../applications/move-dialog.tsx'

/** Reads where the application may go before the dialog opens. */
export const MoveOpener = ({ applicationId, onClose }: { applicationId: string; onClose: () => void }) => {
  const { organisationId = '' } = useParams()
  const { data } = useQuery(applicationQuery(organisationId, applicationId))
  return data === undefined ? null : <MoveDialog application={data} onClose={onClose} />
}
