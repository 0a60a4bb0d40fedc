import { Language } from '@kontor/core/kernel'
import type { FastifyPluginAsync } from 'fastify'
import fp from 'fastify-plugin'

/** The better liked of the languages we speak (RFC 9110 §12.5.4); English when the reader likes neither. */
export const languageOf = (accepted: string | undefined): Language => {
  const liked = (accepted ?? '')
    .slice(0, 200)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/)
      const q = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2)
      return { language: Language.safeParse(tag.split('-')[0]).data, weight: q === undefined ? 1 : Number(q) || 0 }
    })
    .filter((choice) => choice.weight > 0)
    .sort((a, b) => b.weight - a.weight)
  return liked.find((choice) => choice.language)?.language ?? 'en'
}

const plugin: FastifyPluginAsync = async (app) => {
  // Read from the header when somebody asks: most requests are answered without words.
  app.decorateRequest<Language, 'language'>('language', {
    getter() {
      return languageOf(this.headers['accept-language'])
    },
  })
}

export const languagePlugin = fp(plugin, { name: 'language' })
