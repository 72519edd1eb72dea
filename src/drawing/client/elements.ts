/** What stands in an element: texts are texts, never markup. */
type Child = Node | string | number

/** An element with its class and what stands in it. */
export const element = (
  name: string,
  className: string,
  ...children: ReadonlyArray<Child>
): HTMLElement => {
  const made = document.createElement(name)
  if (className !== '') made.className = className
  made.append(...children.map((child) => (typeof child === 'number' ? String(child) : child)))
  return made
}

/** A button that does something. */
export const button = (text: string, act: () => void): HTMLButtonElement => {
  const made = document.createElement('button')
  made.type = 'button'
  made.textContent = text
  made.addEventListener('click', act)
  return made
}

/** A table of rows below its head. */
export const tableElement = (
  head: ReadonlyArray<string>,
  rows: ReadonlyArray<ReadonlyArray<string | number>>,
): HTMLElement =>
  element(
    'div',
    'scroll',
    element(
      'table',
      '',
      element('thead', '', element('tr', '', ...head.map((text) => element('th', '', text)))),
      element(
        'tbody',
        '',
        ...rows.map((row) =>
          element(
            'tr',
            '',
            ...row.map((cell) => element('td', typeof cell === 'number' ? 'number' : 'text', cell)),
          ),
        ),
      ),
    ),
  )

/** A number as a person reads it. */
export const plain = (value: number): string =>
  Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(5)))
