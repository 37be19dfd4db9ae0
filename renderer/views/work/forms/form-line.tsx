import type { ReactNode } from 'react';
import { useDesk } from '../../../stores/desk-store.ts';

/** The line at the foot of the question column: label, fields, the button that does it. It never covers the room's work. */
export function FormLine({
  label,
  go,
  onSubmit,
  disabled = false,
  children,
}: {
  readonly label: string;
  /** What the button says. */
  readonly go: string;
  /** Resolves to true when the line can close. */
  readonly onSubmit: () => Promise<boolean>;
  /** There is nothing that could be done yet. */
  readonly disabled?: boolean;
  readonly children: ReactNode;
}) {
  const close = () => useDesk.getState().set({ asking: null });
  return (
    <form
      className="side-form"
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        void onSubmit().then((done) => done && close());
      }}
    >
      <span className="form-label">{label}</span>
      <div className="form-fields">{children}</div>
      <div className="form-buttons">
        <button type="submit" className="button primary" disabled={disabled}>
          {go}
        </button>
        <button type="button" className="button plain" onClick={close}>
          Close <kbd>Esc</kbd>
        </button>
      </div>
    </form>
  );
}
