import type { StatusLine } from '../../../shared/facilitation/status-line.ts';
import { fitLine, lineCount, measure } from '../../components/fit-text.ts';
import { Glyph } from '../../components/glyph.tsx';

/** Between the margins of the stage, and between title and status, px. */
const WIDTH = 1792;
const GAP = 48;
const GLYPH = 44;
const SPACE = 14;
const STATUS_SIZE = 34;

/** How title and status share the head's one line: a long status takes two lines before the title does. */
export function layoutHead(
  title: string,
  { text, next }: Pick<StatusLine, 'text' | 'next'>,
): {
  readonly size: number;
  readonly width: number;
  readonly titleWraps: boolean;
  readonly stacked: boolean;
} {
  const first = measure(text, STATUS_SIZE, 600);
  const second = next === null ? 0 : measure(next, STATUS_SIZE, 430);
  const roomBeside = (status: number) => Math.floor(Math.min(900, WIDTH - GAP - GLYPH - status));
  const beside = roomBeside(first + (next === null ? 0 : SPACE + second));
  const above = roomBeside(Math.max(first, second));
  for (const [width, stacked, sizes] of [
    [beside, false, [46, 42, 38, 34]],
    [above, true, [46, 42, 38, 34, 32]],
  ] as const) {
    const size = fitLine(title, width, sizes, 640);
    if (size !== null) return { size, width, titleWraps: false, stacked: stacked && next !== null };
  }
  const stacked = next !== null && lineCount(title, beside, 32, 640) > 2;
  return { size: 32, width: stacked ? above : beside, titleWraps: true, stacked };
}

/** Title and status on one line. The title ends before the middle of the stage; the status is the same in both windows. */
export function StageHead({ title, status }: { readonly title: string; readonly status: StatusLine }) {
  const { size, width, titleWraps, stacked } = layoutHead(title, status);
  return (
    <header className="stage-head">
      <h1
        className="stage-title"
        style={{
          fontSize: size,
          maxWidth: width + 16,
          ...(titleWraps ? { whiteSpace: 'normal', lineHeight: '38px' } : {}),
        }}
      >
        {title}
      </h1>
      <div className="stage-status" role="status">
        <Glyph
          shape={status.now === 'failing' ? 'failing' : status.now === 'healthy' ? 'healthy' : 'unknown'}
          size={30}
        />
        <div className={stacked ? 'stacked' : undefined}>
          <b>{status.text}</b>
          {status.next !== null && <span>{status.next}</span>}
        </div>
      </div>
    </header>
  );
}
