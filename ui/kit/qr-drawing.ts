import { encode } from 'uqr'

/** The margin a camera needs, in modules (ISO/IEC 18004). */
const quietZone = 4

/** A QR code as one path of a square drawing, `side` modules wide with its margin. Level Q: a quarter of it may be dirty or torn. */
export const qrDrawing = (text: string): { readonly side: number; readonly path: string } => {
  const { data, size } = encode(text, { ecc: 'Q', boostEcc: false, border: quietZone })
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return { side: size, path }
}
