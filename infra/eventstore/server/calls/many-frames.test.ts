import { connect } from 'node:http2'
import { PassThrough } from 'node:stream'
import { Server, ServerCredentials, ServerInterceptingCall, type ServerInterceptingCallInterface, type ServerInterceptor } from '@grpc/grpc-js'
import { expect, it } from 'vitest'
import { featuresService } from '../protocol/offered.ts'
import { encodeFrame } from '../protocol/wire.ts'
import { manyFrames, streamOf } from './many-frames.ts'
import { getSupportedMethods } from './node.ts'

const frame = (text: string): Buffer => encodeFrame(100, (wire) => wire.text(1, text))
const message = (text: string): Buffer => frame(text).subarray(5)

/** A call that notes what it is told, with a stream where grpc-js keeps it. */
const innermost = (stream?: Partial<PassThrough>) => {
  const told: unknown[] = []
  const sendMessage = (sent: Buffer, done: () => void) => {
    told.push(sent)
    done()
  }
  const call = {
    sendMetadata: () => told.push('headers'),
    sendMessage,
    sendStatus: (status: unknown) => told.push(status),
    ...(stream && { stream }),
  }
  return { through: manyFrames({} as never, call as unknown as ServerInterceptingCallInterface), told }
}

it('writes frames as they are to the stream, behind headers that are sent once', async () => {
  const stream = new PassThrough()
  const { through, told } = innermost(stream)
  await new Promise<void>((resolve) => through.sendMessage([frame('a'), frame('b')], resolve))
  await new Promise<void>((resolve) => through.sendMessage([frame('c')], resolve))
  expect(stream.read()).toEqual(Buffer.concat([frame('a'), frame('b'), frame('c')]))
  expect(told).toEqual(['headers'])
})

it('hands messages over one by one where there is no stream, and says once that they are sent', () => {
  const { through, told } = innermost()
  through.sendMessage([Buffer.concat([frame('a'), frame('')]), frame('b')], () => told.push('sent'))
  expect(told).toEqual([message('a'), message(''), message('b'), 'sent'])
})

it('leaves a message that is no frame to the call', () => {
  const { through, told } = innermost(new PassThrough())
  through.sendMessage(message('a'), () => told.push('sent'))
  expect(told).toEqual([message('a'), 'sent'])
})

it('ends the call when the stream cannot be written', () => {
  const write = (_frames: Buffer, done: (error: Error) => void) => {
    done(new Error('broken'))
    return false
  }
  const { through, told } = innermost({ write: write as never })
  through.sendMessage([frame('a')], () => told.push('sent'))
  expect(told).toEqual(['headers', { code: 13, details: 'Error writing message: broken' }])
})

it('says nothing when the stream is gone', () => {
  const { through, told } = innermost(new PassThrough().destroy())
  through.sendMessage([frame('a')], () => told.push('sent'))
  expect(told).toEqual([])
})

it('finds the stream where the grpc-js that is installed keeps it', async () => {
  const found = Promise.withResolvers<boolean>()
  const look: ServerInterceptor = (_definition, call) => {
    found.resolve(streamOf(call) !== undefined)
    return new ServerInterceptingCall(call)
  }
  const server = new Server({ interceptors: [look] })
  server.addService(featuresService, { getSupportedMethods: getSupportedMethods() })
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) => (error ? reject(error) : resolve(bound))),
  )
  const session = connect(`http://127.0.0.1:${port}`)
  session.request({ ':method': 'POST', ':path': featuresService.getSupportedMethods.path, 'content-type': 'application/grpc' }).end()
  expect(await found.promise).toBe(true)
  session.destroy()
  server.forceShutdown()
})
