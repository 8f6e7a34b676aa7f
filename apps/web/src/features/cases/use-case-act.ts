import { useMutation, useQueryClient } from '@tanstack/react-query'
import { readAnew } from '../../api/read-anew.ts'

/** One act on a case; whatever came of it, the case and the lists are read again. */
export const useCaseAct = <Input>(act: (input: Input) => Promise<unknown>) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSettled: () => Promise.all([readAnew(client, ['operator', 'case']), readAnew(client, ['operator', 'cases'])]),
  })
}
