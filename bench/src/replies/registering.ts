/** What somebody writes who registers, agrees to be told of jobs, and asks for them: each text answers what was asked. */
export const registering = [
  'Hi',
  'English',
  'yes',
  'Amina',
  'cook',
  'Oakland',
  '3 years',
  'any time',
  'any pay',
  'yes',
  'JOBS',
] as const
