export type SandboxStage = { readonly STATUS_ID: string; readonly NAME: string; readonly SEMANTICS: null | 'S' | 'F'; readonly COLOR: string }

const stage = (STATUS_ID: string, NAME: string, SEMANTICS: null | 'S' | 'F', COLOR: string): SandboxStage => ({ STATUS_ID, NAME, SEMANTICS, COLOR })

/** A portal as it comes out of its box, and one funnel more, whose stages bear its number. */
const general = [
  stage('NEW', 'Новая', null, '#39A8EF'),
  stage('PREPARATION', 'Подготовка документов', null, '#2FC6F6'),
  stage('PREPAYMENT_INVOICE', 'Счёт на предоплату', null, '#55D0E0'),
  stage('EXECUTING', 'В работе', null, '#47E4C2'),
  stage('FINAL_INVOICE', 'Финальный счёт', null, '#FFA900'),
  stage('WON', 'Сделка успешна', 'S', '#7BD500'),
  stage('LOSE', 'Сделка провалена', 'F', '#FF5752'),
  stage('APOLOGY', 'Анализ причины провала', 'F', '#FF5752'),
]
const wholesale = ['NEW', 'EXECUTING', 'WON', 'LOSE'].flatMap((id) =>
  general.filter(({ STATUS_ID }) => STATUS_ID === id).map((one) => ({ ...one, STATUS_ID: `C1:${id}` })),
)
const leads = [
  stage('NEW', 'Не обработан', null, '#39A8EF'),
  stage('IN_PROCESS', 'В работе', null, '#47E4C2'),
  stage('CONVERTED', 'Качественный лид', 'S', '#7BD500'),
  stage('JUNK', 'Некачественный лид', 'F', '#FF5752'),
]

export const funnels = [
  { id: 0, name: 'Общая', isDefault: 'Y' },
  { id: 1, name: 'Опт', isDefault: 'N' },
] as const

/** By the ENTITY_ID of crm.status.list. */
export const stagesByEntity: Readonly<Record<string, readonly SandboxStage[]>> = { DEAL_STAGE: general, DEAL_STAGE_1: wholesale, STATUS: leads }

const all = [...general, ...wholesale]
/** P in progress, S success, F failure; of deals. */
export const semanticsOf = (stageId: string): 'P' | 'S' | 'F' => all.find(({ STATUS_ID }) => STATUS_ID === stageId)?.SEMANTICS ?? 'P'
export const isStage = (stageId: string): boolean => all.some(({ STATUS_ID }) => STATUS_ID === stageId)
export const firstStage = (funnelId: number): string => (funnelId === 0 ? 'NEW' : `C${funnelId}:NEW`)
