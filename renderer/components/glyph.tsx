import type { RungStatus } from '../../shared/ladder/rung.ts';

/** Shapes that stand for a state; each has its own outline, so that colour is never the only sign. */
export type GlyphShape =
  | 'holds'
  | 'open'
  | 'against'
  | 'unknown'
  | 'fits'
  | 'nothing'
  | 'changed'
  | 'healthy'
  | 'failing';

/** The shape of a rung's status. */
export function shapeOf(status: RungStatus): GlyphShape {
  switch (status) {
    case 'supported':
      return 'holds';
    case 'refuted':
      return 'against';
    case 'asserted':
    case 'parked':
    case 'open':
      return 'open';
  }
}

function outline(shape: GlyphShape) {
  switch (shape) {
    case 'holds':
      return (
        <>
          <circle cx="12" cy="12" r="11" fill="var(--ok)" />
          <path
            d="M6.8 12.4l3.5 3.5 7-7.6"
            stroke="var(--canvas)"
            strokeWidth="2.6"
            fill="none"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </>
      );
    case 'open':
      return (
        <path
          d="M12 2.2 21.8 12 12 21.8 2.2 12Z"
          fill="none"
          stroke="var(--open)"
          strokeWidth="2.6"
          strokeLinejoin="round"
        />
      );
    case 'against':
      return (
        <path
          d="M4.5 4.5l15 15M19.5 4.5l-15 15"
          fill="none"
          stroke="var(--ink-2)"
          strokeWidth="3"
          strokeLinecap="round"
        />
      );
    case 'unknown':
      return (
        <circle
          cx="12"
          cy="12"
          r="9.5"
          fill="none"
          stroke="var(--ink-2)"
          strokeWidth="2.4"
          strokeDasharray="4.5 4"
        />
      );
    case 'fits':
      return (
        <path
          d="M4 12.8l5.4 5.4L20.4 6"
          fill="none"
          stroke="var(--ink)"
          strokeWidth="3"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      );
    case 'nothing':
      return <path d="M6 12h12" fill="none" stroke="var(--edge)" strokeWidth="3" strokeLinecap="round" />;
    case 'changed':
      return <path d="M12 2.2 21.8 12 12 21.8 2.2 12Z" fill="var(--ink)" />;
    case 'healthy':
      return (
        <rect
          x="1.4"
          y="5"
          width="21.2"
          height="14"
          rx="1"
          fill="none"
          stroke="var(--ink)"
          strokeWidth="2.4"
        />
      );
    case 'failing':
      return (
        <rect
          x="1.4"
          y="5"
          width="21.2"
          height="14"
          rx="1"
          fill="var(--fail)"
          stroke="var(--fail)"
          strokeWidth="2.4"
        />
      );
  }
}

/** One status sign; `size` in px. Decorative: the word stands beside it wherever there is room. */
export function Glyph({ shape, size = 13 }: { readonly shape: GlyphShape; readonly size?: number }) {
  return (
    <svg viewBox="0 0 24 24" width={size} height={size} aria-hidden="true">
      {outline(shape)}
    </svg>
  );
}
