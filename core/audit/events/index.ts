export { PersonalDataShown } from './personal-data-shown.ts'
