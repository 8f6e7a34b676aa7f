/** What a simulator needs to know. The ids, token and secrets are those that the server under test is given. */
export interface SimulatorOptions {
  /** Path of the Graph API look-alike, with its version: `/graph/v26.0`. */
  readonly graphPath: string
  /** Where signed webhooks go: `http://127.0.0.1:3000/webhooks/whatsapp`. */
  readonly webhookUrl: string
  readonly appSecret: string
  readonly verifyToken: string
  readonly accessToken: string
  readonly wabaId: string
  readonly phoneNumberId: string
  readonly portfolioId: string
  /** The business number's digits; `15550100000` by default. */
  readonly phoneNumber?: string
  /** Epoch milliseconds; the machine's clock by default. */
  readonly now?: () => number
  /** 0 to 1, exclusive, for faults that strike at a rate; `Math.random` by default. */
  readonly random?: () => number
  /** Folder of the built pages; beside the bundle, else `dist/client`, by default. */
  readonly uiDist?: string
  /** JSON file that keeps phones and templates over restarts; none by default. */
  readonly statePath?: string
  /** Whether the app is subscribed to the account at the start, without which Meta sends no webhook; true by default. */
  readonly subscribed?: boolean
  /** The pause before a refused webhook is sent again, in milliseconds; doubles up to 30 s. 250 by default. */
  readonly webhookRetryMs?: number
}
