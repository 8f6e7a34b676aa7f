import type { Config } from '../config.ts'

/**
 * A link that opens the chat with a text ready to send. It is whole, origin included, since a QR code carries it to
 * another device: `origin` is the one of the simulator's phones, without a slash at the end.
 */
export const chatLink = (
  whatsapp: Pick<Config['whatsapp'], 'simulated' | 'phoneNumber'>,
  origin: string,
  text: string,
): string => {
  const chat = whatsapp.simulated ? `${origin}/simulator/` : `https://wa.me/${whatsapp.phoneNumber}`
  return `${chat}?text=${encodeURIComponent(text)}`
}
