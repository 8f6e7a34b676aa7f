import { StaffRole } from '@rolecall/core/model/staff'
import { type AddStaffDeps, addStaff } from '../flows/staff/add-staff.ts'
import { isRefusal } from '../refusal.ts'

const usage = [
  'npm run staff -- add <e-mail> <name> <role>   makes someone one of the staff, or gives a new link to one who lost theirs',
  `roles: ${StaffRole.options.join(', ')}`,
]

/** 0: added. 1: refused. 2: not understood. */
export const runStaff = async (
  deps: AddStaffDeps,
  args: readonly string[],
  print: (line: string) => void,
): Promise<0 | 1 | 2> => {
  const [command, email = '', name = '', given, ...rest] = args
  const role = StaffRole.safeParse(given).data
  const understood = command === 'add' && role !== undefined && /^[^\s@]+@[^\s@]+$/.test(email) && name.trim() !== ''
  if (!understood || rest.length > 0) {
    for (const line of usage) print(line)
    return 2
  }
  const added = await addStaff(deps, undefined, { email, name: name.trim(), role })
  if (isRefusal(added)) {
    print(`${email} was not added: ${added.refused === 'not-allowed' ? 'this user is disabled' : added.refused}.`)
    return 1
  }
  print(`${name.trim()} is ${role}, once they have followed this link, which works once and for a day:`)
  print(added.url)
  return 0
}
