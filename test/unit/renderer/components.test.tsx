import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ticksOf } from '../../../renderer/charts/time-axis.tsx';
import { formatTick, lengthLabels } from '../../../renderer/charts/time-format.ts';
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
    const ticks = ticksOf({ from, to: Date.UTC(2026, 10, 20, 14, 15) }, 8, 'UTC');
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

  it('names the day that begins where it holds several, by the clock of the zone', () => {
    const span = { from: Date.UTC(2024, 10, 30, 10), to: Date.UTC(2024, 11, 2, 6) };
    const said = (zone: string) => ticksOf(span, 5, zone).map((at) => formatTick(at, span, zone));
    expect(said('UTC')).toEqual(['12:00', '1 Dec', '12:00', '2 Dec']);
    expect(said('Europe/Berlin')).toEqual(['12:00', '1 Dec', '12:00', '2 Dec']);
    expect(ticksOf(span, 5, 'Europe/Berlin')[1]).toBe(Date.UTC(2024, 10, 30, 23));
  });

  it('says lengths in the longest wording first, in hours and days where nobody counts minutes', () => {
    expect(lengthLabels(25 * 60_000)).toEqual(['25 min', '25']);
    expect(lengthLabels(90_000)).toEqual(['1.5 min', '1.5']);
    expect(lengthLabels(548 * 60_000)).toEqual(['9 h 8 min', '9.1 h']);
    expect(lengthLabels(3312 * 60_000)).toEqual(['2.3 days', '2.3 d']);
  });
});
