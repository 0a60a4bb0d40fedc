import type { FastifyInstance, InjectOptions } from 'fastify'
import { SignedIn } from './contract.ts'

type Person = { readonly email: string; readonly password: string }

/** What tests ask of the identity routes, as a client that is no browser. */
export const client = (app: FastifyInstance) => {
  const post = (path: string, payload: object | undefined, more: InjectOptions = {}) =>
    app.inject({ method: 'POST', url: `/api/v1${path}`, ...(payload && { payload }), ...more })
  const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } })
  return {
    post,
    bearer,
    get: (path: string, token?: string) => app.inject({ method: 'GET', url: `/api/v1${path}`, ...(token !== undefined && bearer(token)) }),
    login: (person: Person, more?: InjectOptions) => post('/auth/login', { email: person.email, password: person.password }, more),
    signIn: async (person: Person) => {
      const answer = await post('/auth/login', { email: person.email, password: person.password })
      if (answer.statusCode !== 200) throw new Error(`sign-in answered ${answer.statusCode} ${answer.body}`)
      return SignedIn.required({ refreshToken: true }).parse(answer.json())
    },
  }
}

/** The refresh cookie of an answer: its value and its attributes. */
export const cookieOf = (headers: { 'set-cookie'?: string | string[] | undefined }) => {
  const [whole = ''] = [headers['set-cookie']].flat()
  const [pair = '', ...attributes] = whole.split('; ')
  const [name, value] = pair.split('=')
  return { name, value, attributes: attributes.toSorted() }
}
