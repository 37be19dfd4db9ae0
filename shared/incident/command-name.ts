/** Where a command goes and what becomes of its output: `cd /srv/app &&`, `> /dev/null`, `2>&1`. */
const BESIDE = /\bcd\s+\S+\s*(?:&&|;)|\d?>>?\s*(?:&\d|\S+)/g;

/** Programs whose paths are what they work on. */
const WORKS_ON =
  /^(?:logrotate|rsync|find|tar|cp|mv|rm|chown|chmod|du|gzip|zip|scp|mysqldump|pg_dump|pg_dumpall|restic|borg|certbot|fstrim|updatedb)$/;

/** The program that a command line runs: its first script, else its first path, else its first word. */
export function commandName(command: string): string {
  const words = command.replace(BESIDE, ' ').trim().split(/\s+/);
  const first = words[0]?.split('/').at(-1) ?? '';
  if (WORKS_ON.test(first)) return first;
  const script =
    words.find((word) => /\.(sh|py|php|rb|pl|js|jar)$/.test(word)) ??
    words.find((word) => /^\/.*[^/]$/.test(word) && !word.endsWith('.lock'));
  return script?.split('/').at(-1) || first || command.trim();
}
