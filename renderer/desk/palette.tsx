import { Command } from 'cmdk';
import { useDesk } from '../stores/desk-store.ts';
import { useSession } from '../stores/session-store.ts';
import { DESK_COMMANDS } from './desk-commands.ts';
import './palette.css';

const GROUPS = ['Ladder', 'Evidence', 'Session', 'Room', 'Library'] as const;

/** Every command that can be run now, with its key. */
export function Palette() {
  const open = useDesk((desk) => desk.palette);
  const page = useDesk((desk) => desk.page);
  const set = useDesk((desk) => desk.set);
  const state = useSession((store) => store.state);
  const usable = DESK_COMMANDS.filter((command) => command.pages.includes(page) && command.enabled(state));
  return (
    <Command.Dialog
      open={open}
      onOpenChange={(palette) => set({ palette })}
      label="Commands"
      overlayClassName="palette-overlay"
      contentClassName="palette"
    >
      <Command.Input placeholder="What do you want to do?" className="palette-input" />
      <Command.List className="palette-list scroll">
        <Command.Empty className="palette-empty">No command is called that.</Command.Empty>
        {GROUPS.map((group) => {
          const members = usable.filter((command) => command.group === group);
          if (members.length === 0) return null;
          return (
            <Command.Group key={group} heading={group}>
              {members.map((command) => (
                <Command.Item
                  key={command.id}
                  value={`${command.label} ${command.id}`}
                  onSelect={() => {
                    set({ palette: false });
                    void command.run();
                  }}
                >
                  {command.label}
                  <kbd className="push">{command.key.replaceAll('+', ' ')}</kbd>
                </Command.Item>
              ))}
            </Command.Group>
          );
        })}
      </Command.List>
    </Command.Dialog>
  );
}
