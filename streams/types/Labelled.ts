/** An event, and which of several streams it came from. */
export interface Labelled<Label, Event> {
  readonly label: Label
  readonly event: Event
}

/** The labelled events of several streams, of which `Events` tells each one's by its label. */
export type LabelledOf<Events> = {
  [Label in keyof Events]: Labelled<Label, Events[Label]>
}[keyof Events]
