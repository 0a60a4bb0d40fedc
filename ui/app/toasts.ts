import { useToast } from '@nuxt/ui/composables'

type Undo = { readonly label: string; readonly run: () => void }

/** A word in the corner, for six seconds; with an Undo where the act can be taken back (ui.md §1.8). */
export const useNews = () => {
  const toast = useToast()
  const say = (title: string, undo?: Undo) => {
    const actions = undo
      ? [{ label: undo.label, color: 'primary' as const, variant: 'outline' as const, size: 'md' as const, onClick: undo.run }]
      : []
    toast.add({ title, duration: 6000, actions })
  }
  return { say }
}
