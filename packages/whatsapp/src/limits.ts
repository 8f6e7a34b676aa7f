/** Meta's limits, in UTF-16 code units. Source: its OpenAPI description, v23.0, and pywa 4.4.0 where that is silent. */
export const limits = {
  textBody: 4096,
  interactiveBody: 1024,
  footer: 60,
  buttons: 3,
  buttonTitle: 20,
  buttonId: 256,
  listRows: 10,
  sectionTitle: 24,
  rowTitle: 24,
  rowDescription: 72,
  rowId: 200,
  url: 2000,
  templateName: 512,
  templateBody: 1024,
  /** Half of the body for what is filled in, shared evenly, so that no value makes the whole too long (132005). */
  templateParameters: 512,
  templateButtons: 10,
  /** `biz_opaque_callback_data`. */
  tracker: 512,
} as const
