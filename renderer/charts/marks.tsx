import { useId } from 'react';
import { usePlotArea, useXAxisScale } from 'recharts';
import { measure } from '../components/fit-text.ts';
import type { ChartScale } from './scale.ts';

interface Box {
  readonly x: number;
  readonly width: number;
  readonly y: number;
  readonly height: number;
}

/** A window of minutes among days is still seen: so many strokes wide. */
const LEAST_WINDOW = 1.6;

/** Where an interval stands in its lane, px, clipped to the plot; null outside of it. */
function useBox(from: number, to: number, bar: number, least = 0): Box | null {
  const scale = useXAxisScale();
  const plot = usePlotArea();
  if (!scale || !plot) return null;
  const left = Math.max(plot.x, Number(scale(from)));
  const right = Math.min(plot.x + plot.width, Number(scale(to)));
  if (!(right > left) || !Number.isFinite(right - left)) return null;
  return { x: left, width: Math.max(least, right - left), y: plot.y + (plot.height - bar) / 2, height: bar };
}

/** Where a moment stands in its lane, px; null outside of it. */
function useX(at: number): {
  readonly x: number;
  readonly scale: (at: number) => number;
  readonly plot: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
} | null {
  const scale = useXAxisScale();
  const plot = usePlotArea();
  if (!scale || !plot) return null;
  const toX = (moment: number) => Number(scale(moment));
  const x = toX(at);
  return Number.isFinite(x) && x >= plot.x && x <= plot.x + plot.width ? { x, scale: toX, plot } : null;
}

/** About how wide a text is, px: enough to decide whether a label fits into its bar. */
export function textWidth(text: string, font: number): number {
  return text.length * font * 0.54;
}

/** The first words of a text that fit on a line, px; never half a word. */
export function firstWords(text: string, width: number, font: number): string {
  const words = text.split(' ');
  for (let n = words.length; n >= 1; n -= 1) {
    const part = words.slice(0, n).join(' ');
    if (measure(part, font, 430) <= width) return part;
  }
  return '';
}

/** As `firstWords`; half of two words says nothing. */
function wholeOrWords(text: string, width: number, font: number): string {
  const part = firstWords(text, width, font);
  return part === text || text.split(' ').length > 2 ? part : '';
}

/** A failure window as a band through the whole lane. */
export function Band({ from, to }: { readonly from: number; readonly to: number }) {
  const plot = usePlotArea();
  const box = useBox(from, to, 0);
  if (!box || !plot) return null;
  return <rect x={box.x} width={box.width} y={plot.y} height={plot.height} fill="var(--fail-band)" />;
}

export type BarLook =
  | 'window'
  | 'expected-window'
  | 'run'
  | 'other-run'
  | 'expected-run'
  | 'relief'
  | 'relief-without-fix';

const LOOKS: Record<
  BarLook,
  { readonly fill: string; readonly stroke: string; readonly dashed: boolean; readonly text: string }
> = {
  window: { fill: 'var(--fail)', stroke: 'none', dashed: false, text: 'var(--canvas)' },
  'expected-window': { fill: 'none', stroke: 'var(--fail)', dashed: true, text: 'var(--fail)' },
  run: { fill: 'var(--job-tint)', stroke: 'var(--job)', dashed: false, text: 'var(--job)' },
  'other-run': { fill: 'var(--sunken)', stroke: 'var(--edge)', dashed: false, text: 'var(--ink-2)' },
  'expected-run': { fill: 'none', stroke: 'var(--job)', dashed: true, text: 'var(--job)' },
  relief: { fill: 'var(--surface)', stroke: 'var(--ink)', dashed: false, text: 'var(--ink)' },
  'relief-without-fix': { fill: 'none', stroke: 'var(--edge)', dashed: true, text: 'var(--ink-2)' },
};

/** A bar from `from` to `to`: a window, a run (hatched) or a relief; dashed when it has not happened. */
export function IntervalBar({
  from,
  to,
  look,
  labels,
  detail = null,
  scale,
}: {
  readonly from: number;
  readonly to: number;
  readonly look: BarLook;
  /** The longest of these that fits is written: "25 min", "25". */
  readonly labels: readonly string[];
  /** A second text, to the left of the label, dropped first when space is short. */
  readonly detail?: string | null;
  readonly scale: ChartScale;
}) {
  const id = useId();
  const box = useBox(from, to, scale.bar, look === 'window' ? scale.stroke * LEAST_WINDOW : 0);
  if (!box) return null;
  const style = LOOKS[look];
  const pad = scale.font * 0.4;
  const middle = box.y + box.height / 2 + scale.font * 0.355;
  const inner = box.width - pad;
  const label =
    labels.find((candidate) => textWidth(candidate, scale.font) <= box.width - scale.font * 0.25) ?? '';
  const above =
    detail !== null &&
    label !== '' &&
    box.height >= scale.font * 2.1 &&
    measure(label, scale.font, 600) + pad * 2.4 <= box.width
      ? wholeOrWords(detail, box.width - pad * 2.4, scale.font)
      : '';
  const detailed =
    detail === null
      ? undefined
      : labels.find((candidate) => textWidth(`${detail}  ${candidate}`, scale.font) * 1.1 + pad <= inner);
  const fits = label !== '';
  const labelWidth = textWidth(label, scale.font);
  return (
    <g>
      <rect
        {...box}
        rx={1}
        fill={style.fill}
        stroke={style.stroke}
        strokeWidth={scale.stroke}
        strokeDasharray={style.dashed ? `${scale.stroke * 3} ${scale.stroke * 2.4}` : undefined}
      />
      {look === 'run' && (
        <>
          <defs>
            <pattern
              id={id}
              width={scale.stroke * 4.5}
              height={scale.stroke * 4.5}
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(45)"
            >
              <path d={`M0 0V${scale.stroke * 4.5}`} stroke="var(--job)" strokeWidth={scale.stroke * 1.1} />
            </pattern>
          </defs>
          <rect {...box} fill={`url(#${id})`} />
          {fits && (
            <rect
              x={box.x + box.width / 2 - labelWidth / 2 - pad / 2}
              width={labelWidth + pad}
              y={box.y + scale.stroke}
              height={box.height - 2 * scale.stroke}
              fill="var(--job-tint)"
            />
          )}
        </>
      )}
      {above !== '' && (
        <text
          x={box.x + pad * 1.6}
          y={box.y + box.height / 2 - scale.font * 0.2}
          fontSize={scale.font}
          fill={style.text === 'var(--ink)' ? 'var(--ink-2)' : style.text}
        >
          {above}
        </text>
      )}
      {above !== '' && (
        <text
          x={box.x + pad * 1.6}
          y={box.y + box.height / 2 + scale.font * 0.86}
          fontSize={scale.font}
          fontWeight={600}
          fill={style.text}
        >
          {label}
        </text>
      )}
      {fits &&
        above === '' &&
        (detailed !== undefined ? (
          <>
            <text x={box.x + pad} y={middle} fontSize={scale.font} fill={style.text}>
              {detail}
            </text>
            <text
              x={box.x + box.width - pad}
              y={middle}
              fontSize={scale.font}
              fontWeight={600}
              textAnchor="end"
              fill={style.text}
            >
              {detailed}
            </text>
          </>
        ) : (
          <text
            x={box.x + box.width / 2}
            y={middle}
            fontSize={scale.font}
            fontWeight={600}
            textAnchor="middle"
            fill={style.text}
          >
            {label}
          </text>
        ))}
    </g>
  );
}

/** The moment of a fix: an ink line, and an ink foot that lasts until the process was ready again. */
export function FixLine({
  at,
  readyAt,
  scale,
}: {
  readonly at: number;
  readonly readyAt: number | null;
  readonly scale: ChartScale;
}) {
  const place = useX(at);
  if (!place) return null;
  const { x, plot } = place;
  const foot = readyAt === null ? 0 : Math.max(0, place.scale(readyAt) - x);
  const bottom = plot.y + (plot.height + scale.bar) / 2;
  return (
    <g>
      <rect
        x={x - scale.stroke}
        width={scale.stroke * 2}
        y={plot.y}
        height={bottom - plot.y}
        fill="var(--ink)"
      />
      {foot > 0 && (
        <rect x={x} width={foot} y={bottom - scale.stroke * 2} height={scale.stroke * 2} fill="var(--ink)" />
      )}
    </g>
  );
}

/** A deployment or another recorded change: an open diamond, with its name where there is room for one. */
export function ChangeMark({
  at,
  label,
  suspect = false,
  left = false,
  scale,
}: {
  readonly at: number;
  readonly label: string;
  /** Its name stands before it, where there is no room behind it. */
  readonly left?: boolean;
  /** The verdict names what changed here. */
  readonly suspect?: boolean;
  readonly scale: ChartScale;
}) {
  const place = useX(at);
  if (!place) return null;
  const { x, plot } = place;
  const y = plot.y + plot.height / 2;
  const r = scale.font * 0.45;
  return (
    <g>
      <path
        d={`M${x} ${y - r}L${x + r} ${y}L${x} ${y + r}L${x - r} ${y}Z`}
        fill={suspect ? 'var(--job-tint)' : 'var(--canvas)'}
        stroke={suspect ? 'var(--job)' : 'var(--ink-2)'}
        strokeWidth={scale.stroke * 1.1}
      />
      {label !== '' && (
        <text
          x={left ? x - r * 1.8 : x + r * 1.8}
          y={y + scale.font * 0.355}
          fontSize={scale.font}
          textAnchor={left ? 'end' : 'start'}
          fill="var(--ink-2)"
        >
          {label}
        </text>
      )}
    </g>
  );
}

/** The clock that a run waits for: from what re-armed it to its start, with an arrow and its minutes. */
export function TimerMark({
  from,
  to,
  label,
  expected,
  scale,
}: {
  readonly from: number;
  readonly to: number;
  readonly label: string;
  readonly expected: boolean;
  readonly scale: ChartScale;
}) {
  const box = useBox(from, to, scale.font);
  if (!box) return null;
  const y = box.y + box.height / 2;
  // A timer that starts where this one ends keeps its own stop.
  const end = box.x + box.width - scale.stroke * 2;
  const half = textWidth(label, scale.font) / 2 + scale.font * 0.3;
  const mid = box.x + box.width / 2;
  // A label wider than its timer would lie across the next one's.
  const fits = mid - half > box.x;
  const arm = scale.font * 0.3;
  return (
    <g
      stroke="var(--job)"
      strokeWidth={scale.stroke}
      fill="none"
      strokeDasharray={expected ? `${scale.stroke * 3} ${scale.stroke * 2.4}` : undefined}
    >
      <path d={`M${box.x} ${y - arm}V${y + arm}`} strokeDasharray="none" />
      <path d={fits ? `M${box.x} ${y}H${mid - half}M${mid + half} ${y}H${end}` : `M${box.x} ${y}H${end}`} />
      <path d={`M${end - arm} ${y - arm}L${end} ${y}L${end - arm} ${y + arm}`} strokeDasharray="none" />
      {fits && (
        <text
          x={mid}
          y={y + scale.font * 0.355}
          textAnchor="middle"
          fontSize={scale.font}
          fontWeight={560}
          fill="var(--job)"
          stroke="var(--canvas)"
          strokeWidth={scale.stroke * 4}
          strokeDasharray="none"
          paintOrder="stroke"
        >
          {label}
        </text>
      )}
    </g>
  );
}

/** The end of the evidence. */
export function NowLine({ at, scale }: { readonly at: number; readonly scale: ChartScale }) {
  const place = useX(at);
  if (!place) return null;
  const { x, plot } = place;
  return (
    <rect x={x - scale.stroke / 2} width={scale.stroke} y={plot.y} height={plot.height} fill="var(--ink)" />
  );
}
