import { useVirtualizer } from '@tanstack/react-virtual';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { reportLines } from './report-lines.ts';

const LINE_PX = 17;

/** Key and value of a YAML line, so that keys can recede. */
function split(line: string): readonly [string, string] {
  const match = /^(\s*(?:- )?[\w_]+:)(.*)$/.exec(line);
  return match ? [match[1] ?? '', match[2] ?? ''] : ['', line];
}

/** The report as it will be written, with line numbers; long sections are folded, and only the lines in view are drawn. */
export function ReportText({ text }: { readonly text: string }) {
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());
  const lines = useMemo(() => reportLines(text, turned), [text, turned]);
  const box = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => LINE_PX,
    overscan: 30,
  });
  const turn = (section: string) =>
    setTurned((now) => {
      const next = new Set(now);
      if (!next.delete(section)) next.add(section);
      return next;
    });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable from the keyboard
    <section className="report-text scroll" ref={box} tabIndex={0} aria-label="Report text">
      <div style={{ height: rows.getTotalSize() + 20, position: 'relative', minWidth: 'max-content' }}>
        {rows.getVirtualItems().map((row) => {
          const line = lines[row.index];
          if (!line) return null;
          const [key, value] = split(line.text);
          const { folds } = line;
          return (
            <div className="line" key={row.key} style={{ transform: `translateY(${row.start + 10}px)` }}>
              <i>{line.number}</i>
              {folds ? (
                <button type="button" aria-expanded={!folds.folded} onClick={() => turn(folds.section)}>
                  {folds.folded ? <ChevronRight className="icon" /> : <ChevronDown className="icon" />}
                  <b>{key}</b>
                  {folds.folded ? ` ${folds.said}` : value}
                </button>
              ) : (
                <span>
                  <b>{key}</b>
                  {value}
                </span>
              )}
            </div>
          );
        })}
      </div>
    </section>
  );
}
