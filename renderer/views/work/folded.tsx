import { Fragment, type ReactNode, useState } from 'react';

/** The first rows of a list, and one press for the others; `open` shows them all from the start. */
export function Folded<T>({
  items,
  most,
  open = false,
  row,
  wrap = (press) => press,
}: {
  readonly items: readonly T[];
  readonly most: number;
  readonly open?: boolean;
  readonly row: (item: T) => ReactNode;
  /** What the press stands in, where that is no plain block: a row of a table. */
  readonly wrap?: (press: ReactNode) => ReactNode;
}) {
  const [asked, setAsked] = useState(false);
  const more = items.length - most;
  // One row more takes no more room than the line that would say so.
  const all = asked || open || more <= 1;
  return (
    <>
      {(all ? items : items.slice(0, most)).map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows bring keys of their own
        <Fragment key={index}>{row(item)}</Fragment>
      ))}
      {more > 1 &&
        !open &&
        wrap(
          <button type="button" className="fold" aria-expanded={all} onClick={() => setAsked(!asked)}>
            {all ? 'Show fewer' : `and ${more} more`}
          </button>,
        )}
    </>
  );
}
