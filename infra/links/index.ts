export { linkBook } from './book.ts'
export { clickIntake } from './intake.ts'
