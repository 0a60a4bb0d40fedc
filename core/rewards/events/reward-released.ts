import { z } from 'zod'
import { define, Entries } from '../../kernel/index.ts'
import { subject } from '../shapes.ts'

/** The hold is over: the partner may ask to be paid. */
export const RewardReleased = define('rewards.RewardReleased', z.object({ ...subject, entries: Entries }))
