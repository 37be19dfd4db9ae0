/** What to bring after the word "Bring:"; a sentence that starts with the word itself does not say it twice. */
export function bringText(bring: string): string {
  return bring.replace(/^bring\s+/i, '');
}
