/** The program that a command line runs: its first script, else its first path, else its first word. */
export function commandName(command: string): string {
  const words = command.split(/\s+/);
  const script =
    words.find((word) => /\.(sh|py|php|rb|pl|js|jar)$/.test(word)) ??
    words.find((word) => word.startsWith('/'));
  return (script ?? words[0] ?? command).split('/').at(-1) ?? command;
}
