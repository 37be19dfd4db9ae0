import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ticksOf } from '../../../renderer/charts/time-axis.tsx';
import { minuteLabels } from '../../../renderer/charts/time-format.ts';
import { Segments } from '../../../renderer/components/segments.tsx';
import { Status } from '../../../renderer/components/status.tsx';

afterEach(cleanup);

describe('controls', () => {
  it('a row of choices says which is on and hands over the one that is pressed', () => {
    const chosen = vi.fn();
    render(
      <Segments
        label="Room sees"
        value="ladder"
        options={[
          { value: 'ladder', label: 'Ladder' },
          { value: 'chart', label: 'Chart' },
        ]}
        onChange={chosen}
      />,
    );
    expect(screen.getByRole('button', { name: 'Ladder' }).getAttribute('aria-pressed')).toBe('true');
    fireEvent.click(screen.getByRole('button', { name: 'Chart' }));
    expect(chosen).toHaveBeenCalledWith('chart');
  });

  it('a status has a word beside its shape, so that colour is never the only sign', () => {
    const { container } = render(<Status status="asserted" />);
    expect(container.textContent).toBe('asserted');
    expect(container.querySelector('svg')).not.toBeNull();
  });
});

describe('the time axis', () => {
  it('has ticks at round times, no more than fit', () => {
    const from = Date.UTC(2026, 10, 20, 10, 52);
    const ticks = ticksOf({ from, to: Date.UTC(2026, 10, 20, 14, 15) }, 8);
    expect(ticks.map((at) => new Date(at).toISOString().slice(11, 16))).toEqual([
      '11:00',
      '11:30',
      '12:00',
      '12:30',
      '13:00',
      '13:30',
      '14:00',
    ]);
  });

  it('says minutes in the longest wording first', () => {
    expect(minuteLabels(25 * 60_000)).toEqual(['25 min', '25']);
    expect(minuteLabels(90_000)).toEqual(['1.5 min', '1.5']);
  });
});
