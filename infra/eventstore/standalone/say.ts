import process from 'node:process'

/** One line for whoever started the program. */
export const say = (line: string): void => void process.stderr.write(`eventstore: ${line}\n`)
