/** A part of the page by which a person gives an input. */
export interface InputForm {
  readonly element: HTMLElement
  /** What is there now; `undefined` where nothing was given yet. */
  readonly read: () => unknown
}

/** Tells the page that there is another input. */
export type OnInput = () => void
