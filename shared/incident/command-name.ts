/** Where a command goes and what becomes of its output: `cd /srv/app &&`, `> /dev/null`, `2>&1`. */
const BESIDE = /\bcd\s+\S+\s*(?:&&|;)|\d?>>?\s*(?:&\d|\S+)/g;

/** The program that a command line runs: its first script, else its first path, else its first word. */
export function commandName(command: string): string {
  const words = command.replace(BESIDE, ' ').trim().split(/\s+/);
  const script =
    words.find((word) => /\.(sh|py|php|rb|pl|js|jar)$/.test(word)) ??
    words.find((word) => /^\/.*[^/]$/.test(word) && !word.endsWith('.lock'));
  return (script ?? words[0])?.split('/').at(-1) || command.trim();
}
