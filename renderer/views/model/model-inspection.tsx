import { CHECK_LABELS, type ReplyCheckId } from '../../../shared/facilitation/model/checks/reply-check.ts';
import type { ModelExchange } from '../../../shared/ipc/model-contract.ts';

const label = (check: string): string =>
  check in CHECK_LABELS ? CHECK_LABELS[check as ReplyCheckId] : 'No reply';

/** What was sent to the model, what it replied, and why that was refused. */
export function ModelInspection({ exchanges }: { readonly exchanges: readonly ModelExchange[] }) {
  if (exchanges.length === 0) return <p className="empty-note">Nothing was sent to it yet.</p>;
  return (
    <div className="model-box">
      {exchanges.map((exchange) => (
        <details key={`${exchange.at} ${exchange.reply}`}>
          <summary>
            {exchange.refused === null
              ? `Offered: ${exchange.task}`
              : `Refused: ${label(exchange.refused[0]?.check ?? '')}`}
          </summary>
          {exchange.refused?.map(({ check, reason }) => (
            <p key={`${check}-${reason}`}>
              <b>{label(check)}.</b> {reason}
            </p>
          ))}
          <pre className="model-text">{exchange.reply}</pre>
          <pre className="model-text">{exchange.prompt}</pre>
        </details>
      ))}
    </div>
  );
}
