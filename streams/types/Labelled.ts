/** An event, and which of several streams it came from. */
export interface Labelled<Label, Event> {
  readonly label: Label
  readonly event: Event
}

/** The labelled events of several streams: `Events` has the events of each by its label. */
export type LabelledOf<Events> = {
  [Label in keyof Events]: Labelled<Label, Events[Label]>
}[keyof Events]
