import { createHash } from 'node:crypto'

/** A whole number from 0 up to, but without, `below`: it follows from the seed and the name alone, so a red run can be run again. */
export const chance = (seed: number, name: string, below: number): number =>
  createHash('sha256').update(`${seed} ${name}`).digest().readUInt32BE() % below
