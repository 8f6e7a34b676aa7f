import type { ApplicationState } from '@rolecall/contract/application'

/** The stages that an application passes, in order; the others are ends. */
export const activeStages = ['new', 'shortlisted', 'interview', 'offer', 'hired'] as const satisfies ApplicationState[]
export const endedStages = ['not-selected', 'withdrawn'] as const satisfies ApplicationState[]

export const stageKey = (state: ApplicationState): string => `web.stage.${state}`
