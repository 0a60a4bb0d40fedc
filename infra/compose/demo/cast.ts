/** The people of the demo. The first partner is partner@demo.test, the second the one with the earlier touch of story (a). */
export const partnerNames = [
  ['Павел Партнёров', 'Студия «Север»'],
  ['Илья Петров', 'Петров и Ко'],
  ['Анна Смирнова', 'Бюро «Линия»'],
  ['Олег Кузнецов', undefined],
  ['Светлана Орлова', 'Орлова Консалт'],
  ['Дмитрий Волков', 'Волков Медиа'],
  ['Екатерина Новикова', undefined],
  ['Максим Фёдоров', 'Агентство «Точка»'],
  ['Наталья Морозова', 'Дом и сад'],
  ['Сергей Лебедев', undefined],
  ['Юлия Егорова', 'Егорова Дизайн'],
  ['Артём Козлов', 'Козлов Строй'],
  ['Марина Соколова', 'Соколова и партнёры'],
  ['Андрей Попов', undefined],
  ['Виктория Зайцева', 'Уют'],
  ['Роман Павлов', 'Павлов Ремонт'],
] as const

/** They wait for a decision: one clean, one of the same place as another partner, one without a company. */
export const applicantNames = [
  ['Лариса Белова', 'Белова Маркетинг'],
  ['Константин Гусев', 'Гусев и Ко'],
  ['Тимур Алиев', undefined],
] as const

const men = ['Игорь', 'Денис', 'Алексей', 'Николай', 'Владимир', 'Кирилл', 'Георгий', 'Артур', 'Глеб', 'Лев', 'Марк', 'Юрий', 'Тарас', 'Фёдор']
const women = ['Ольга', 'Мария', 'Ирина', 'Татьяна', 'Елена', 'Полина', 'Вера', 'Алина', 'Дарья', 'Жанна', 'Инна', 'Лидия', 'Нина', 'Софья']
const families = [
  'Ларин',
  'Громов',
  'Рябов',
  'Титов',
  'Чернов',
  'Быков',
  'Снегирёв',
  'Гордеев',
  'Белкин',
  'Ершов',
  'Зимин',
  'Крылов',
  'Лосев',
  'Маслов',
]
const more = ['Носов', 'Орлов', 'Панин', 'Руднев', 'Суханов', 'Уваров']
const firms = [
  'Атлант',
  'Берёзка',
  'Вектор',
  'Гранит',
  'Дельта',
  'Заря',
  'Искра',
  'Кедр',
  'Лагуна',
  'Магнит',
  'Нева',
  'Орион',
  'Прогресс',
  'Рассвет',
  'Сфера',
]
const trades = ['Строй', 'Сервис', 'Торг', 'Проект', 'Мебель', 'Логистика', 'Пром', 'Дом', 'Плюс', 'Групп', 'Инвест', 'Снаб']

const of = (list: readonly string[], at: number): string => list[at % list.length] ?? ''

const firm = (n: number) => `ООО «${of(firms, n)}-${of(trades, Math.floor(n / firms.length))}»`
const person = (n: number) => {
  const [isWoman, at] = [n % 2 === 1, n >> 1]
  const family = of([...families, ...more], Math.floor(at / men.length))
  return isWoman ? `${of(women, at)} ${family}а` : `${of(men, at)} ${family}`
}

/** The nth customer: each third is a firm. No two of the first five hundred have the same name. */
export const customerName = (n: number): string => (n % 3 === 0 ? firm(n / 3) : person(n - Math.ceil(n / 3)))

export const linkTitles = ['Главная', 'Ремонт под ключ', 'Каталог', 'Акция месяца', 'Рассылка', 'Блог', 'Виджет на сайте'] as const
export const refererHosts = ['t.me', 'vk.com', 'yandex.ru', 'google.com', 'dzen.ru', undefined, undefined] as const
export const agents = [
  ['Chrome', 'desktop', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36'],
  [
    'Yandex Browser',
    'desktop',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 YaBrowser/25.10 Safari/537.36',
  ],
  [
    'Safari',
    'phone',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1',
  ],
  ['Chrome', 'phone', 'Mozilla/5.0 (Linux; Android 15; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36'],
  ['Firefox', 'desktop', 'Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0'],
] as const
export const robot = 'Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)'
export const reasons = ['Выбрали другого поставщика', 'Не тот бюджет', 'Не отвечает', 'Отложили до весны'] as const
