import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';

const LINE_PX = 17;

/** Key and value of a YAML line, so that keys can recede. */
function split(line: string): readonly [string, string] {
  const match = /^(\s*(?:- )?[\w_]+:)(.*)$/.exec(line);
  return match ? [match[1] ?? '', match[2] ?? ''] : ['', line];
}

/** The report as it will be written, with line numbers; only the lines in view are drawn. */
export function ReportText({ text }: { readonly text: string }) {
  const lines = useMemo(() => text.split('\n'), [text]);
  const box = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => LINE_PX,
    overscan: 30,
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable from the keyboard
    <section className="report-text scroll" ref={box} tabIndex={0} aria-label="Report text">
      <div style={{ height: rows.getTotalSize() + 20, position: 'relative', minWidth: 'max-content' }}>
        {rows.getVirtualItems().map((row) => {
          const [key, value] = split(lines[row.index] ?? '');
          return (
            <div className="line" key={row.key} style={{ transform: `translateY(${row.start + 10}px)` }}>
              <i>{row.index + 1}</i>
              <span>
                <b>{key}</b>
                {value}
              </span>
            </div>
          );
        })}
      </div>
    </section>
  );
}
