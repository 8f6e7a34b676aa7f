/** Folded words that mean more than one occupation; a reading of them is never certain. Any other overlap is a mistake. */
export const ambiguousAliases: readonly string[] = [
  // In Spanish a labourer on a building site, in India's English an office messenger.
  'peon',
  // The trade of those who maintain industrial machines, and of those who rewind motors.
  'electromecanica',
]
