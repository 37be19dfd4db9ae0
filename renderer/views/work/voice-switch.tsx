import { Segments } from '../../components/segments.tsx';

/** More letters than this would push what the room sees, and the way to the report, out of the bar. */
const MOST_LETTERS = 48;

/** Who asks: side by side where they fit, in a list where somebody added several. */
export function VoiceSwitch(props: {
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string; readonly title?: string }[];
  readonly onChange: (value: string) => void;
}) {
  const { value, options, onChange } = props;
  const letters = options.reduce((sum, option) => sum + option.label.length, 0);
  if (letters <= MOST_LETTERS) return <Segments label="Personality" {...props} />;
  return (
    <select
      className="field voice-select"
      aria-label="Personality"
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value} title={option.title}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
