export { RewardAccrued } from './reward-accrued.ts'
export { RewardAdjusted } from './reward-adjusted.ts'
export { RewardReleased } from './reward-released.ts'
export { RewardReversed } from './reward-reversed.ts'
