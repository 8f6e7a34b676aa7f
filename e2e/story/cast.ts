import type { MattersMost } from '@rolecall/contract/job'

/** Who plays in the story, a cast for each language. */
export type Cast = {
  readonly account: { readonly email: string; readonly password: string; readonly organisation: string }
  readonly greeting: string
  /** Invited to the first job; an invitation counts as an alert of the day, so that no alert tells of the later one. */
  readonly invited: boolean
  readonly first: Seeker
  readonly second: Seeker
  readonly work: {
    readonly title: string
    readonly laterTitle: string
    readonly occupation: string
    readonly place: string
  }
  /** What the employer says matters most for the first job. */
  readonly mattersMost: readonly MattersMost[]
  readonly description: string
  readonly pay: string
  readonly question: string
}

export type Seeker = {
  readonly name: string
  readonly firstName: string
  readonly number: string
  /** What is written for work; with the place, where one says both at once. */
  readonly work: string
  readonly place?: string
  readonly pay: string
  /** The option that says when they can work. */
  readonly times: 'weekdays' | 'any'
}

const password = 'rolecall-demo-2026'

export const casts: Readonly<Record<'en' | 'es', Cast>> = {
  en: {
    account: { email: 'amina@sunrise.example', password, organisation: 'Sunrise Café' },
    greeting: 'Hi',
    invited: false,
    first: {
      name: 'Baraka Mwangi',
      firstName: 'Baraka',
      number: '+254 712 000 001',
      work: 'cook',
      place: 'Thika',
      pay: '1200 a day',
      times: 'weekdays',
    },
    second: {
      name: 'Tabitha Njoki',
      firstName: 'Tabitha',
      number: '+254 712 000 002',
      work: 'cook near Thika',
      pay: '1000 a day',
      times: 'weekdays',
    },
    work: { title: 'Breakfast cook', laterTitle: 'Cook for parties', occupation: 'cook', place: 'Thika' },
    mattersMost: ['experience'],
    description: 'You cook breakfast for forty guests with two others. Lunch is on us.',
    pay: '1500',
    question: 'Can you start at six?',
  },
  es: {
    account: { email: 'lucia@amanecer.example', password, organisation: 'Café Amanecer' },
    greeting: 'Hola',
    invited: true,
    first: {
      name: 'Nayeli Cruz',
      firstName: 'Nayeli',
      number: '+52 55 0000 0001',
      work: 'cocina',
      place: 'Toluca',
      pay: '300 al día',
      times: 'any',
    },
    second: {
      name: 'Amaranta Soto',
      firstName: 'Amaranta',
      number: '+52 55 0000 0002',
      work: 'cocina cerca de Toluca',
      pay: '280 al día',
      times: 'any',
    },
    work: { title: 'Cocina de desayunos', laterTitle: 'Cocina para fiestas', occupation: 'cocin', place: 'Toluca' },
    mattersMost: ['experience', 'distance'],
    description: 'Prepara desayunos para cuarenta personas con dos más. La comida va por nuestra cuenta.',
    pay: '400',
    question: '¿Puede empezar a las seis?',
  },
}
