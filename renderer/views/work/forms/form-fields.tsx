import type { SessionState } from '../../../../shared/session/state.ts';

/** One line of text; the first of a form takes the cursor. */
export function TextField({
  name,
  value,
  onChange,
  placeholder,
  first = false,
  list,
}: {
  readonly name: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder: string;
  readonly first?: boolean;
  /** Proposals to choose from; anything else can be typed. */
  readonly list?: readonly string[];
}) {
  const id = `form-${name.toLowerCase().replaceAll(' ', '-')}`;
  return (
    <>
      <input
        className="field"
        aria-label={name}
        // biome-ignore lint/a11y/noAutofocus: the facilitator asked for this line with a key
        autoFocus={first}
        placeholder={placeholder}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        {...(first ? { id: 'side-text' } : {})}
        {...(list ? { list: id } : {})}
      />
      {list && (
        <datalist id={id}>
          {list.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      )}
    </>
  );
}

/** One of a few. */
export function Choice<T extends string>({
  name,
  value,
  onChange,
  options,
}: {
  readonly name: string;
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly options: readonly (readonly [T, string])[];
}) {
  return (
    <select
      className="field"
      aria-label={name}
      value={value}
      onChange={(event) => {
        const chosen = options.find(([id]) => id === event.target.value);
        if (chosen) onChange(chosen[0]);
      }}
    >
      {options.map(([id, text]) => (
        <option key={id} value={id}>
          {text}
        </option>
      ))}
    </select>
  );
}

/** A finding, a statement or none. */
export function EvidenceChoice({
  state,
  value,
  onChange,
  none,
}: {
  readonly state: SessionState;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly none: string;
}) {
  const findings = state.findings.filter((finding) => !finding.withdrawn);
  return (
    <select
      className="field"
      aria-label="Evidence"
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      <option value="">{none}</option>
      {findings.map((finding) => (
        <option key={finding.id} value={finding.id}>
          {finding.id} {finding.title}
        </option>
      ))}
      {(state.facts?.statements ?? []).map((statement) => (
        <option key={statement.id} value={statement.id}>
          {statement.id} {statement.byRole}: {statement.said}
        </option>
      ))}
    </select>
  );
}

/** Names of the teams that the incident knows, as owners. */
export function teamsOf(state: SessionState): readonly string[] {
  return (state.facts?.teams ?? []).map((team) => team.name);
}
