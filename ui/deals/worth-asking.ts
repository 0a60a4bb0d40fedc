export type Contact = { readonly phone: string; readonly email: string }

/** Enough of a phone or of an e-mail to ask whether somebody has it; undefined for less, so that a check is not sent for each key. */
export const worthAsking = ({ phone, email }: Contact): { readonly phone?: string; readonly email?: string } | undefined => {
  const number = phone.trim()
  const address = email.trim()
  const body = {
    ...(number.replace(/\D/g, '').length >= 7 && { phone: number }),
    ...(/^\S+@\S+\.\S{2,}$/.test(address) && { email: address }),
  }
  return Object.keys(body).length > 0 ? body : undefined
}
