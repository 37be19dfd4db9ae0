import { describe, expect, it } from 'vitest';
import { commandLineWords } from '../../../electron/packaged-command-line.ts';

describe('the packaged app', () => {
  it('works as the command line when a command comes first, whatever switches are before it', () => {
    const argv = [
      '/opt/whyladder-app',
      '--ozone-platform=headless',
      '--disable-gpu',
      'report',
      'inc',
      '--out',
      'r',
    ];
    expect(commandLineWords(argv)).toEqual(['report', 'inc', '--out', 'r']);
    expect(commandLineWords(['/opt/whyladder-app', '--help'])).toEqual(['--help']);
  });

  it('opens its windows for anything else', () => {
    expect(commandLineWords(['/opt/whyladder-app'])).toBeNull();
    expect(commandLineWords(['/opt/whyladder-app', '--no-sandbox'])).toBeNull();
    expect(commandLineWords(['/opt/whyladder-app', 'monday.whyladder', 'report'])).toBeNull();
  });
});
