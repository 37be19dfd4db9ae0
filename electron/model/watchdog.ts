/**
 * How the server is started so that it cannot outlive the app, not even after SIGKILL of the app: a small shell
 * holds the reading end of a pipe whose writing end only the app has. When the app is gone, in whatever way, the
 * kernel closes the pipe, the shell reads its end and ends the whole process group: the server and its runners.
 * The server runs at a lower priority: reading evidence takes every core that it gets, and the windows come first.
 * (A wrapper in Node is no choice: the released binary refuses to run as Node.)
 */
const POSIX = `
exec 3<&0 </dev/null
if command -v nice >/dev/null 2>&1; then set -- nice -n 10 "$@"; fi
"$@" 3<&- &
server=$!
( cat <&3 >/dev/null; trap '' TERM; kill -TERM 0; sleep 2; kill -KILL 0 ) &
exec 3<&-
trap '' TERM
wait $server
code=$?
while [ $code -gt 128 ] && kill -0 $server 2>/dev/null; do wait $server; code=$?; done
echo "whyladder: the server ended with $code" >&2
kill -KILL 0
`;

/** The same on Windows, where there are no process groups: the tree is ended by its root. */
const WINDOWS = `
$server = Start-Process -FilePath $env:WHYLADDER_SERVER -ArgumentList 'serve' -NoNewWindow -PassThru
try { $server.PriorityClass = 'BelowNormal' } catch { }
$pipe = [Console]::OpenStandardInput().ReadAsync((New-Object byte[] 1), 0, 1)
while (-not $server.HasExited -and -not $pipe.IsCompleted) { Start-Sleep -Milliseconds 200 }
taskkill /PID $server.Id /T /F | Out-Null
`;

/** Program, arguments and extra environment that start `executable serve` under the watch of a pipe on stdin. */
export function watchedCommand(
  executable: string,
  platform: NodeJS.Platform = process.platform,
): {
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
} {
  if (platform === 'win32') {
    return {
      program: 'powershell.exe',
      args: ['-NoLogo', '-NoProfile', '-NonInteractive', '-Command', WINDOWS],
      env: { WHYLADDER_SERVER: executable },
    };
  }
  return { program: '/bin/sh', args: ['-c', POSIX, 'whyladder-server', executable, 'serve'], env: {} };
}
