import { type FinalTest } from '../../report/index.ts'

type Pixels = NonNullable<FinalTest['worst'][number]['image']>

const headerBytes = 54

const toBase64 = (bytes: Uint8Array): string => {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}

/** An image as the address of a bitmap of 24 bits, which every browser shows. */
export const bitmap = ({ height, width, channels, values }: Pixels): string => {
  const row = Math.ceil((3 * width) / 4) * 4
  const bytes = new Uint8Array(headerBytes + row * height)
  const view = new DataView(bytes.buffer)
  bytes.set([0x42, 0x4d])
  view.setUint32(2, bytes.length, true)
  view.setUint32(10, headerBytes, true)
  view.setUint32(14, 40, true)
  view.setInt32(18, width, true)
  // Rows from the top on.
  view.setInt32(22, -height, true)
  view.setUint16(26, 1, true)
  view.setUint16(28, 24, true)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < 3; c++) {
        const channel = channels < 3 ? 0 : 2 - c
        const value = values[(y * width + x) * channels + channel] ?? 0
        bytes[headerBytes + y * row + 3 * x + c] = Math.round(255 * Math.min(1, Math.max(0, value)))
      }
  return `data:image/bmp;base64,${toBase64(bytes)}`
}
