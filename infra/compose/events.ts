export { allEvents } from '@kontor/core/catalogue'
