import { drawings } from 'virtual:kontor-icons/door'

const known: Record<string, string> = { ...drawings }

/** A shell brings the rest before anything of it is drawn (app/layer-icons.ts). */
export const addDrawings = (more: Readonly<Record<string, string>>): void => {
  Object.assign(known, more)
}

/** The inside of an icon's SVG. */
export const drawingOf = (name: string): string | undefined => known[name]
