import { MyApplication } from '@kontor/gateways/http/partners/contract'
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { http } from '../app/http.ts'
import { ApiProblem } from '../app/problem.ts'

/** What the refused sign-in said. The password stays here, in memory, only so that "You are in" is one press away from being in. */
export type Applicant = {
  readonly status: 'pending' | 'rejected' | 'deactivated'
  readonly email: string
  readonly password: string
  readonly ticket?: string | undefined
  readonly reason?: string | undefined
}

const statusOf: Readonly<Record<string, Applicant['status']>> = {
  'partner.pending': 'pending',
  'partner.rejected': 'rejected',
  'partner.deactivated': 'deactivated',
}

/** Somebody whose password was right and who is nobody yet (S04). Gone with the page. */
export const useApplicant = defineStore('applicant', () => {
  const applicant = shallowRef<Applicant>()

  /** Takes the refusal of a sign-in; answers whether it was one of an applicant's. */
  const take = (error: unknown, email: string, password: string): boolean => {
    const status = error instanceof ApiProblem ? statusOf[error.problem.code] : undefined
    if (!(error instanceof ApiProblem) || !status) return false
    applicant.value = { status, email, password, ticket: error.problem.ticket, reason: error.problem.detail }
    return true
  }
  /** The application itself, by its ticket. Raises ApiProblem 401 once the ticket is over. */
  const application = (after?: string) => http.get('/partners/applications/mine', MyApplication, { after, token: applicant.value?.ticket })
  const forget = () => {
    applicant.value = undefined
  }
  return { applicant, take, application, forget }
})
