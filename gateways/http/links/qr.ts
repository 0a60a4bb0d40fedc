import QRCode from 'qrcode'

type Drawing = { readonly size: number; readonly margin: number }

/** A quarter of the code may be covered or dirty and it still reads (ui.md S27: level Q). Dark on white, whatever the theme of the page around it. */
const optionsOf = ({ size, margin }: Drawing) => ({ errorCorrectionLevel: 'Q', width: size, margin }) as const

/** The address as a QR code, `size` pixels wide with `margin` modules of white around it. */
export const qrPng = (url: string, drawing: Drawing): Promise<Buffer> => QRCode.toBuffer(url, optionsOf(drawing))

export const qrSvg = (url: string, drawing: Drawing): Promise<string> => QRCode.toString(url, { ...optionsOf(drawing), type: 'svg' })
