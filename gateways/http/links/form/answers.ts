import { Id, Language } from '@kontor/core/kernel'
import { LinkCode } from '@kontor/core/links'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { tenantNames } from '../../partners/programme-of.ts'
import { HttpProblem } from '../../plugins/problem.ts'
import type { HttpDeps, KnownLink } from '../../ports.ts'
import { redirectPage } from '../redirect-page.ts'
import { errorsInWords } from './fields.ts'
import { policyOf } from './layout.ts'
import { type Marks, newMarks } from './marks.ts'
import { formPage, noticePage, type Place } from './page.ts'
import { wordsOf } from './words.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** What a page of the form sent along; undefined when a program posts JSON, and before the body was read. */
    marks: Marks | undefined
  }
}

/** A public address comes with whatever others hung on to it. */
const Query = z.object({
  lang: Language.optional().catch(undefined),
  kid: Id.optional().catch(undefined),
  embed: z.literal('1').optional().catch(undefined),
})
const queryOf = (request: FastifyRequest) => Query.parse(request.query)
const languageOf = (request: FastifyRequest): Language => queryOf(request).lang ?? request.language

/** Names of tenants are kept, so that a page with somebody's words in it can be written while the store is away. */
const namesKept = 1_000

type Ports = Pick<HttpDeps, 'log' | 'links' | 'keyed' | 'newId' | 'now'>

/** How the addresses of one form are answered. */
export const formAnswers = (deps: Ports) => {
  const names = new Map<string, string>()
  const nameOf = async (tenantId: string): Promise<string> => {
    const known = names.get(tenantId)
    if (known !== undefined) return known
    const { name } = await tenantNames(deps, tenantId)
    if (names.size < namesKept) names.set(tenantId, name)
    return name
  }

  /** Raises `link.not-found` and `link.deactivated`. */
  const find = async ({ params }: FastifyRequest): Promise<KnownLink> => {
    const { success, data } = z.object({ code: LinkCode }).safeParse(params)
    const link = success ? await deps.links.find(data.code) : undefined
    if (!link) throw new HttpProblem('link.not-found')
    if (link.status === 'deactivated') throw new HttpProblem('link.deactivated')
    return link
  }

  const placeOf = async (request: FastifyRequest, { code, tenantId }: KnownLink): Promise<Place> => {
    const { kid, embed } = queryOf(request)
    return { code, tenant: await nameOf(tenantId), language: languageOf(request), framed: embed === '1', kid }
  }

  /** Only a page that was asked for by an embed code may be framed, and no page of ours but these. */
  const page = (request: FastifyRequest, reply: FastifyReply, text: string) => {
    const framed = queryOf(request).embed === '1'
    if (framed) reply.removeHeader('x-frame-options')
    reply.header('content-security-policy', policyOf(framed)).header('cache-control', 'no-store').header('vary', 'accept-language')
    return reply.type('text/html; charset=utf-8').send(text)
  }

  /** The form once more, with what was typed and what is wrong with it; it stays the same rendering. */
  const again = async (request: FastifyRequest, marks: Marks, { extras }: HttpProblem): Promise<string> => {
    const place = await placeOf(request, await find(request))
    const words = wordsOf[place.language]
    const errors = errorsInWords(words, extras.errors ?? [])
    const values = request.body as Readonly<Record<string, unknown>>
    const hidden = marks.token === '' ? newMarks(deps, place.code) : marks
    return formPage(
      { ...place, kid: Id.safeParse(values['kid']).data },
      { values, errors, notice: errors.size === 0 ? words.notSent : undefined, hidden },
    )
  }

  /** What a person reads in place of a problem. */
  const inWords = async (request: FastifyRequest, problem: HttpProblem): Promise<string> => {
    const language = languageOf(request)
    const { notSent, tooMany } = wordsOf[language]
    const plain = redirectPage(problem.code, language) ?? noticePage(language, problem.code === 'rate.limited' ? tooMany : notSent)
    return request.marks ? again(request, request.marks, problem).catch(() => plain) : plain
  }

  return { find, placeOf, page, inWords }
}
