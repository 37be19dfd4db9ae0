import { Check } from 'lucide-react';
import { useState } from 'react';
import type { People } from '../../../shared/session/events.ts';
import type { SessionState } from '../../../shared/session/state.ts';
import { useDesk } from '../../stores/desk-store.ts';
import { useSession } from '../../stores/session-store.ts';

/** "on-call, database, 2 support" as it is typed again. */
function typedFrom(people: People | null): string {
  if (people === null) return '';
  const roles = [...new Set(people.roles)].map((role) => {
    const n = people.roles.filter((one) => one === role).length;
    return n === 1 ? role : `${n} ${role}`;
  });
  const nameless = people.count - people.roles.length;
  return [...roles, ...(nameless > 0 ? [String(nameless)] : [])].join(', ');
}

/**
 * Who writes a card, by role. A press says that a role has written; this stays on the desk and in no log, so that
 * nobody can tell later whose card was which.
 */
export function WhoIsHere({ state }: { readonly state: SessionState }) {
  const send = useSession((store) => store.send);
  const wrote = useDesk((desk) => desk.wrote);
  const set = useDesk((desk) => desk.set);
  const { people } = state;
  const [typed, setTyped] = useState(typedFrom(people));
  const save = async () => {
    if ((await send({ kind: 'name-people', people: typed })).ok) set({ wrote: [] });
  };
  return (
    <section aria-label="Who is here">
      <div className="section-label">
        Who is here <small>as roles; cards carry neither name nor role</small>
      </div>
      <form
        className="people-form"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <input
          className="field"
          aria-label="Who is here, as roles or a number"
          placeholder="on-call, database, 2 support; or only how many: 7"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <button type="submit" className="button small" disabled={typed.trim() === typedFrom(people)}>
          Set
        </button>
      </form>
      {people !== null && people.roles.length > 0 && (
        <div className="people-roles">
          <small>Press a role once its card is in:</small>
          {people.roles.map((role, index) => {
            const written = wrote.includes(index);
            return (
              <button
                type="button"
                // biome-ignore lint/suspicious/noArrayIndexKey: two people of one role differ by their place alone
                key={`${role} ${index}`}
                className={written ? 'role-chip' : 'role-chip missing'}
                aria-pressed={written}
                onClick={() =>
                  set({ wrote: written ? wrote.filter((one) => one !== index) : [...wrote, index] })
                }
              >
                {written && <Check className="icon" aria-hidden="true" />}
                {role}
              </button>
            );
          })}
        </div>
      )}
    </section>
  );
}

/** Whose cards are missing, "database, support", where what the desk was told agrees with the number of cards; else empty. */
export function missingRoles(
  people: People | null,
  wrote: readonly number[],
  missing: number | null,
): string {
  const left = (people?.roles ?? []).filter((_, index) => !wrote.includes(index));
  return left.length === missing && people?.roles.length === people?.count ? left.join(', ') : '';
}
