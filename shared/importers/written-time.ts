import { readClockAlone, readWritten } from '../incident/timestamp.ts';

/** True for a time with a date or a clock alone; a bare number is none, though it may be an epoch. */
export function isWrittenTime(cell: string): boolean {
  return /\D/.test(cell.trim()) && (readWritten(cell) ?? readClockAlone(cell)) !== null;
}
