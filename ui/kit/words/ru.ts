import type { Words } from '../word-tree.ts'

export const words: Words = {
  problem: { code: 'Код: {code}' },
  copy: 'Скопировать',
  copied: 'Скопировано',
  cancel: 'Отмена',
  done: 'Сделано',
  toDo: 'Предстоит',
  optional: 'необязательно',
  showPassword: 'Показать пароль',
  hidePassword: 'Скрыть пароль',
  loading: 'Загружается',
  stale: 'Показано на {time}. Обновить пока не получилось, повторим сами.',
  retry: 'Повторить',
  new: '{n} новая | {n} новые | {n} новых',
  switchFrom: 'Сменить организацию, сейчас {name}',
  live: {
    live: 'Обновляется сразу',
    liveAbout: 'Всё новое появляется на экране само.',
    reconnecting: 'Восстанавливаем связь',
    reconnectingAbout: 'Пока соединения нет, экран сам спрашивает новое каждые 15 с.',
    polling: 'Обновляется каждые 15 с',
    pollingAbout: 'Постоянное соединение недоступно, поэтому экран сам спрашивает новое каждые 15 с.',
    updated: 'Последнее обновление: {time}',
    position: 'Позиция {position}',
  },
}
