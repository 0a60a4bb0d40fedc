import type { Words } from '../../kit/word-tree.ts'

export const words: Words = {
  checklist: 'Первые шаги',
  progress: '{done} из {all}',
  hide: 'Скрыть: всё сделано',
  step: { 'terms-published': 'Опубликовать условия программы', 'partner-approved': 'Одобрить первого партнёра' },
}
