import { Check, TriangleAlert, X } from 'lucide-react';
import { useNotices } from '../stores/notice-store.ts';

/** The newest sentence for the facilitator, until it is dismissed. */
export function NoticeLine() {
  const { notice, clear } = useNotices();
  if (!notice) return null;
  return (
    <div className="notice" role="alert">
      {notice.tone === 'problem' ? (
        <TriangleAlert className="icon" style={{ color: 'var(--open)' }} />
      ) : (
        <Check className="icon" />
      )}
      <b>{notice.text}</b>
      <button type="button" className="button plain small" aria-label="Dismiss" onClick={clear}>
        <X className="icon" />
      </button>
      {notice.hint !== null && <p>{notice.hint}</p>}
    </div>
  );
}
