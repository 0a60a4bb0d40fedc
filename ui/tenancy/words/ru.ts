import type { Words } from '../../kit/word-tree.ts'

export const words: Words = {
  checklist: 'Первые шаги',
  progress: '{done} из {all}',
  hide: 'Скрыть: всё сделано',
  step: {
    'terms-published': 'Опубликовать условия программы',
    'partner-approved': 'Одобрить первого партнёра',
    'click-recorded': 'Увидеть первый клик по ссылке партнёра',
    'customer-referred': 'Получить первого клиента',
    'deal-won': 'Выиграть первую сделку',
    'payment-paid': 'Выплатить первое вознаграждение',
  },
}
