import { buildingTrades } from './starter/building-trades.ts'
import { careAndProtection } from './starter/care-and-protection.ts'
import { cleanersAndFarmHands } from './starter/cleaners-and-farm-hands.ts'
import { clerks } from './starter/clerks.ts'
import { driversAndCrews } from './starter/drivers-and-crews.ts'
import { foodAndCraftTrades } from './starter/food-and-craft-trades.ts'
import { growers } from './starter/growers.ts'
import { labourers } from './starter/labourers.ts'
import { leadership } from './starter/leadership.ts'
import { metalAndElectricalTrades } from './starter/metal-and-electrical-trades.ts'
import { operators } from './starter/operators.ts'
import { personalServices } from './starter/personal-services.ts'
import { occupationsOf, skillsOf } from './starter/rows.ts'
import { saidInEnglish } from './starter/said/english.ts'
import { withSaid } from './starter/said/rows.ts'
import { saidInSpanish } from './starter/said/spanish.ts'
import { saidInSwahili } from './starter/said/swahili.ts'
import { salesWorkers } from './starter/sales-workers.ts'
import { careSkills } from './starter/skills-care.ts'
import { officeSkills } from './starter/skills-office.ts'
import { serviceSkills } from './starter/skills-service.ts'
import { tradeSkills } from './starter/skills-trades.ts'
import { socialProfessionals } from './starter/social-professionals.ts'
import { technicalProfessionals } from './starter/technical-professionals.ts'
import { technicians } from './starter/technicians.ts'
import { createTaxonomy } from './taxonomy.ts'
import type { Occupation, Skill, Taxonomy } from './types.ts'

/** The taxonomy that Rolecall ships: over 400 occupations and 300 skills in English and Spanish, in plain words. */
export function createStarterTaxonomy(): Taxonomy {
  return createTaxonomy({ name: 'starter', occupations: starterOccupations(), skills: starterSkills() })
}

export function starterOccupations(): Occupation[] {
  const named = occupationsOf([
    ...leadership,
    ...technicalProfessionals,
    ...socialProfessionals,
    ...technicians,
    ...clerks,
    ...personalServices,
    ...salesWorkers,
    ...careAndProtection,
    ...growers,
    ...buildingTrades,
    ...metalAndElectricalTrades,
    ...foodAndCraftTrades,
    ...operators,
    ...driversAndCrews,
    ...cleanersAndFarmHands,
    ...labourers,
  ])
  return withSaid(named, { en: saidInEnglish, es: saidInSpanish, sw: saidInSwahili })
}

export function starterSkills(): Skill[] {
  return skillsOf([...serviceSkills, ...careSkills, ...tradeSkills, ...officeSkills])
}
