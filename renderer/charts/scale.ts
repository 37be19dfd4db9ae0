/** Sizes of a chart for a laptop column or for a stage of 1920 x 1080, in px. */
export interface ChartScale {
  readonly font: number;
  readonly stroke: number;
  /** Width of the column of lane names. */
  readonly labels: number;
  /** Height of a lane of bars, and of the bar in it. */
  readonly lane: number;
  readonly bar: number;
  /** Height of a lane that draws a line or an area. */
  readonly curve: number;
  /** Height of the time axis. */
  readonly axis: number;
}

export const LAPTOP: ChartScale = {
  font: 12,
  stroke: 1.5,
  labels: 135,
  lane: 21,
  bar: 16,
  curve: 21,
  axis: 24,
};
export const STAGE_SMALL: ChartScale = {
  font: 32,
  stroke: 2.5,
  labels: 266,
  lane: 40,
  bar: 32,
  curve: 40,
  axis: 46,
};
export const STAGE_FULL: ChartScale = {
  font: 32,
  stroke: 3,
  labels: 330,
  lane: 106,
  bar: 76,
  curve: 106,
  axis: 56,
};
