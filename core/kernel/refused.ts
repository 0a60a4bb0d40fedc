/**
 * A rule of the business said no. `code` is `<noun in the singular>.<reason>` and stable; `detail` carries what the reader needs
 * beside it (never a secret). Core knows no HTTP status: one table in gateways/http maps the codes.
 */
export class Refused extends Error {
  readonly code: string
  readonly detail: string | undefined

  constructor(code: string, detail?: string) {
    super(detail ? `${code}: ${detail}` : code)
    this.name = 'Refused'
    this.code = code
    this.detail = detail
  }
}
