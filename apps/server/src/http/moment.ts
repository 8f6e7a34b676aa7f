/** Epoch milliseconds as they leave the server: UTC, ISO 8601. */
export const moment = (at: number): string => new Date(at).toISOString()
