import { computed, nextTick, ref } from 'vue'
import { fieldCodes } from '../app/problem.ts'
import { useCommand } from '../app/use-command.ts'
import type { LinkForm } from './link-form.ts'
import { targetFault } from './target-fault.ts'

type Options = {
  readonly form: LinkForm
  /** A link that carries a form may do without a page of its own. */
  readonly optionalTarget: () => boolean
  readonly send: (key: string) => Promise<unknown>
}

/** A link's form, new or old: what can be seen to be wrong is not sent, and the first wrong field gets the focus. */
export const useLinkForm = ({ form, optionalTarget, send: run }: Options) => {
  const { busy, error, send } = useCommand(run)
  const tried = ref(false)
  const faults = computed(() => Object.keys(fieldCodes(error.value)))
  const wrongField = () => {
    if (form.title.trim() === '' || faults.value.includes('title')) return 'link-title'
    const empty = form.target.trim() === ''
    if (empty ? !optionalTarget() : targetFault(form.target, location.origin)) return 'link-target'
    return faults.value.includes('targetUrl') ? 'link-target' : undefined
  }
  const goToFault = async () => {
    await nextTick()
    const field = wrongField()
    if (field) document.getElementById(field)?.focus()
  }
  const submit = async () => {
    tried.value = true
    error.value = undefined
    if (wrongField() || !(await send())) await goToFault()
  }
  return { busy, error, faults, tried, submit }
}
