import { plainOf } from './plain-password.ts'

/**
 * Pieces that the most used passwords are made of. Of fifteen characters and more there are few that are used often, and
 * nearly all of them are such pieces put together.
 */
const pieces = `
  correcthorsebatterystaple thequickbrownfox jumpsoverthelazydog maytheforcebewithyou tobeornottobe onceuponatime
  supercalifragilisticexpialidocious 01234567890 1234567890 123456789 12345678 1234567 123456 12345 1234 123 321 654321
  0987654321 9876543210 987654321 87654321 147258369 159753 112233 121212 789456123 passphrase password passwort pass
  contrasena contraseña clave secreto motdepasse senha neno nenosiri siri administrator administrador admin root user
  guest default changeme letmein welcome bienvenido karibu login access secret private test testing temporal system
  server iloveyou teamo tequiero nakupenda mylove forever always family familia jesuschrist jesus cristo blessed
  godisgood iamgod angel princess princesa sunshine monkey dragon football futbol baseball basketball liverpool chelsea
  arsenal manchester barcelona realmadrid superman batman spiderman pokemon starwars master shadow michael jordan google
  facebook whatsapp instagram microsoft windows internet computer samsung iphone company empresa employer recruiter
  recruitment trabajo empleo kenya nairobi mexico january february march april june july august september october
  november december summer winter spring autumn monday friday sunday rolecall`
  .trim()
  .split(/\s+/)

/** Fingers that walk along the keys, as far as they like, there or back. */
const walks = `
  qwertyuiopasdfghjklzxcvbnm asdfghjkl zxcvbnm qwertzuiop azertyuiop 1q2w3e4r5t6y7u8i9o0p 1qaz2wsx3edc4rfv5tgb6yhn
  qazwsxedcrfvtgbyhn zaq12wsx abcdefghijklmnopqrstuvwxyz 01234567890 23456789`
  .trim()
  .split(/\s+/)
const back = walks.map((walk) => [...walk].toReversed().join(''))
const steps = [...walks, ...back].flatMap((walk) =>
  Array.from({ length: walk.length - 3 }, (_, more) => walk.slice(0, 4 + more)),
)
const longestFirst = [...pieces, ...steps].toSorted((a, b) => b.length - a.length)

const leastLeft = 6
const leastDistinct = 5

/** Whether a password is among those that are guessed first. `about`: what others know of its owner: e-mail, names. */
export const isEasyPassword = async (password: string, about: readonly string[]): Promise<boolean> => {
  const { isLeaked } = await import('./leaked-passwords.ts')
  const known = about.flatMap(wordsOf).toSorted((a, b) => b.length - a.length)
  const written = [password, withoutLeet(password)].map(plainOf)
  return written.some(
    (plain) => isLeaked(plain) || isLeaked(onceOf(plain)) || isMadeOf([...known, ...longestFirst], plain),
  )
}

const isMadeOf = (known: readonly string[], plain: string): boolean => {
  if (new Set(plain).size < leastDistinct) return true
  let left = onceOf(plain).replaceAll(/(.)\1{2,}/g, '')
  for (const piece of known) left = left.replaceAll(piece, '')
  // Years and the like, put behind.
  return left.replaceAll(/(19|20)\d\d/g, '').length < leastLeft
}

/** What was written several times in a row counts once. */
const onceOf = (plain: string): string => plain.replaceAll(/(.{2,})\1+/g, '$1')

const leet = new Map([...'@a$s!i0o1l3e4a5s7t'].flatMap((sign, at, all) => (at % 2 ? [] : [[sign, all[at + 1] ?? '']])))
const withoutLeet = (text: string): string => text.replaceAll(/[@$!013457]/g, (sign) => leet.get(sign) ?? sign)

const wordsOf = (text: string): readonly string[] =>
  [text, ...text.split(/[^\p{L}\p{N}]+/u)].map(plainOf).filter(({ length }) => length > 2)
