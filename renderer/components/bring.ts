/** What to bring after the word "Bring:"; a sentence that starts with the word itself does not say it twice. */
export function bringText(bring: string): string {
  return bring.replace(/^bring\s+/i, '');
}

/** The same for the room, which needs what to bring; why stands on the console. */
export function bringShort(bring: string): string {
  return bringText(bring).split(/(?<=\.)\s/)[0] ?? '';
}
