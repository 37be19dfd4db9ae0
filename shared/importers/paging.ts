import type { ImportSink } from './importer.ts';

const NEXT =
  /^(next|next_page|nextPage|nextPageKey|nextPageToken|nextToken|NextToken|next_token|next_cursor|nextCursor|nextLogId|NextMarker)$/;
const MORE = /^(more|has_more|hasMore|has_next|hasNext|hasNextPage|IsTruncated)$/;
const TOTAL = /^(total_count|totalCount|total_entries|totalEvents|totalResults|total_items|totalItems)$/;
const PAGED = /^(limit|offset|per_page|pageSize|page_size|maxResults|startAt)$/;

/** Watches what an export says beside its records of pages that follow, or of how many records there are. */
export class Paging {
  private next = false;
  private total: number | null = null;
  private plainTotal: number | null = null;
  private paged = false;

  /** A text, number or truth outside of the records. */
  scalar(path: readonly string[], value: unknown): void {
    const name = path.at(-1) ?? '';
    const told = typeof value === 'string' ? value !== '' : typeof value === 'number';
    if (NEXT.test(name) && told) this.next = true;
    // Datadog's and others' cursor: {page: {after}}.
    else if (name === 'after' && /page|paging|pagination|cursor/i.test(path.at(-2) ?? '') && told)
      this.next = true;
    else if (MORE.test(name) && value === true) this.next = true;
    else if (PAGED.test(name)) this.paged = true;
    else if (typeof value !== 'number') return;
    else if (TOTAL.test(name)) this.total = value;
    else if (name === 'total') this.plainTotal = value;
  }

  /** Says so when the export is a part. A total that was reached outdoes the next page that each earlier page names. */
  end(taken: number, sink: ImportSink): void {
    const total = this.total ?? (this.paged ? this.plainTotal : null);
    const note =
      total === null
        ? this.next
          ? 'it says that more follows: this is one page of a longer list'
          : null
        : total > taken
          ? `${taken.toLocaleString('en')} of ${total.toLocaleString('en')} records are in the export`
          : null;
    if (note !== null) sink.gap({ kind: 'page-limit', note, range: null });
  }
}
