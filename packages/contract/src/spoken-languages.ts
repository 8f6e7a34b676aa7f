/** ISO 639 codes of languages that many people work in. */
export const spokenLanguageCodes: readonly string[] = [
  'am ar az bn bg my ca zh cs da nl en et fi fr ka de el gn gu ha he hi hu ig id it ja kn km ko ku lo lv lt mg ms',
  'ml mr mn ne no om ps fa pl pt pa qu ro ru rw sr si sk sl so es sw sv tl ta te th ti tr uk ur uz vi wo xh yo zu',
].flatMap((line) => line.split(' '))
