import type { RungStatus } from '../../shared/ladder/rung.ts';
import { Glyph, shapeOf } from './glyph.tsx';

/** Shape and word of a rung's status. */
export function Status({ status }: { readonly status: RungStatus }) {
  return (
    <span className={`status ${status}`}>
      <Glyph shape={shapeOf(status)} />
      {status}
    </span>
  );
}
