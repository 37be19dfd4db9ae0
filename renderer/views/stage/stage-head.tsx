import type { StatusLine } from '../../../shared/facilitation/status-line.ts';
import { fitLine } from '../../components/fit-text.ts';
import { Glyph } from '../../components/glyph.tsx';

/** Title and status on one line. The title ends before the middle of the stage; the status is the same in both windows. */
export function StageHead({ title, status }: { readonly title: string; readonly status: StatusLine }) {
  const size = fitLine(title, 900, [46, 42, 38, 34, 32], 640);
  return (
    <header className="stage-head">
      <h1
        className="stage-title"
        style={
          size === null ? { fontSize: 32, whiteSpace: 'normal', lineHeight: '38px' } : { fontSize: size }
        }
      >
        {title}
      </h1>
      <div className="stage-status" role="status">
        <Glyph
          shape={status.now === 'failing' ? 'failing' : status.now === 'healthy' ? 'healthy' : 'unknown'}
          size={30}
        />
        <b>{status.text}</b>
        {status.next !== null && <span>{status.next}</span>}
      </div>
    </header>
  );
}
