import { type Preparation } from '../../data/index.ts'
import { element } from './element.ts'
import { type InputForm, type OnInput } from './InputForm.ts'

type Of<Tag extends Preparation['_tag']> = Preparation & { readonly _tag: Tag }

/** The width and height of what is drawn on, in pixels. */
const side = 280

/** White on black, as digits are in the data sets of handwriting. */
const clear = (context: CanvasRenderingContext2D): void => {
  context.fillStyle = 'black'
  context.fillRect(0, 0, side, side)
}

/** A place to draw by hand, mouse or pen. */
const drawing = (onDrawn: (drawn: ImageData) => void): HTMLElement => {
  const canvas = element('canvas', { width: side, height: side, className: 'drawing' })
  canvas.setAttribute('aria-label', 'Draw here')
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null) return element('span')
  clear(context)
  Object.assign(context, {
    strokeStyle: 'white',
    lineWidth: side / 14,
    lineCap: 'round',
    lineJoin: 'round',
  })
  canvas.addEventListener('pointerdown', ({ offsetX, offsetY, pointerId }) => {
    canvas.setPointerCapture(pointerId)
    context.beginPath()
    context.moveTo(offsetX, offsetY)
  })
  canvas.addEventListener('pointermove', ({ offsetX, offsetY, buttons }) => {
    if (buttons === 0) return
    context.lineTo(offsetX, offsetY)
    context.stroke()
  })
  canvas.addEventListener('pointerup', () => {
    onDrawn(context.getImageData(0, 0, side, side))
  })
  const again = element('button', { type: 'button' }, 'Clear')
  again.addEventListener('click', () => {
    clear(context)
  })
  return element('div', { className: 'draw' }, canvas, again)
}

/** A file to choose or drop, and for grey images a place to draw. */
export const imageForm = ({ channels }: Of<'Images'>, onInput: OnInput): InputForm => {
  let given: unknown
  const give = (input: unknown): void => {
    given = input
    onInput()
  }
  const shown = element('img', { alt: 'The image that was given', hidden: true })
  const giveFile = (file: File | null | undefined): void => {
    if (file === null || file === undefined) return
    URL.revokeObjectURL(shown.src)
    shown.src = URL.createObjectURL(file)
    shown.hidden = false
    give(file)
  }
  const input = element('input', { type: 'file', accept: 'image/*' })
  input.addEventListener('change', () => {
    giveFile(input.files?.[0])
  })
  const drop = element(
    'label',
    { className: 'drop' },
    element('span', {}, 'Choose an image, or drop one here'),
    input,
    shown,
  )
  drop.addEventListener('dragover', (event) => {
    event.preventDefault()
  })
  drop.addEventListener('drop', (event) => {
    event.preventDefault()
    giveFile(event.dataTransfer?.files[0])
  })
  return {
    element: element('div', {}, drop, ...(channels === 1 ? [drawing(give)] : [])),
    read: () => given,
  }
}
