import { fail } from '../../shared/result.ts';

const SENTENCES: Readonly<Record<string, readonly [code: string, message: string, hint: string]>> = {
  ENOSPC: ['disk-full', 'the disk is full', 'Free some space and try again; what was acknowledged is kept.'],
  SQLITE_FULL: [
    'disk-full',
    'the disk is full',
    'Free some space and try again; what was acknowledged is kept.',
  ],
  EROFS: ['read-only', 'the disk is read-only', 'Choose another folder, or make this one writable.'],
  SQLITE_READONLY: [
    'read-only',
    'the file is read-only',
    'Choose another folder, or make this one writable.',
  ],
  EACCES: ['no-permission', 'there is no permission', 'Choose another folder, or change its permissions.'],
  EPERM: ['no-permission', 'there is no permission', 'Choose another folder, or change its permissions.'],
  SQLITE_CANTOPEN: ['cannot-open', 'it cannot be opened', 'Check that the folder exists and can be written.'],
  SQLITE_IOERR: ['disk-error', 'the disk refused to read or write', 'Check the disk, or choose another.'],
  EIO: ['disk-error', 'the disk refused to read or write', 'Check the disk, or choose another.'],
  EISDIR: ['a-folder', 'it is a folder', 'Name a file.'],
  ENOTDIR: ['not-found', 'a part of its path is a file, not a folder', 'Check the path.'],
  ENAMETOOLONG: ['bad-name', 'the name is too long', 'Choose a shorter one.'],
  EBUSY: ['busy', 'another process is using it', 'Close the other process and try again.'],
  EDQUOT: ['disk-full', 'your share of the disk is full', 'Free some space and try again.'],
  ENOENT: ['not-found', 'there is no such file or folder', 'Check the path.'],
  SQLITE_BUSY: ['busy', 'another process is using it', 'Close the other process and try again.'],
  SQLITE_LOCKED: ['busy', 'another process is using it', 'Close the other process and try again.'],
  SQLITE_NOTADB: ['no-database', 'it is no database', 'Choose a .whyladder file.'],
  SQLITE_CORRUPT: [
    'damaged',
    'it is damaged',
    'Use its newest snapshot, or a session file that was exported from it.',
  ],
};

/** What the file system or SQLite refused, as a sentence with the file and what to do. Anything else is a bug and thrown. */
export function storageFailure(error: unknown, file: string): ReturnType<typeof fail> {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known = SENTENCES[code] ?? SENTENCES[code.split('_').slice(0, 2).join('_')];
  if (!known) throw error;
  return fail(known[0], `${file}: ${known[1]}.`, known[2]);
}
