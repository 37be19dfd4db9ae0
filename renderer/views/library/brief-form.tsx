import { Dialog } from 'radix-ui';
import { useState } from 'react';
import type { Brief } from '../../../shared/incident/incident.ts';
import { createSession } from '../../desk/actions.ts';
import { useDesk } from '../../stores/desk-store.ts';
import { useSettings } from '../../stores/settings-store.ts';
import { VoiceField } from './voice-field.tsx';

/** A session without a file: the problem in words; evidence can follow. */
export function BriefForm() {
  const open = useDesk((desk) => desk.form);
  const set = useDesk((desk) => desk.set);
  const personality = useSettings((store) => store.settings.personality);
  const [problem, setProblem] = useState('');
  const [context, setContext] = useState('');
  const [impact, setImpact] = useState('');
  const [theory, setTheory] = useState('');
  const [chosen, setVoice] = useState<string | null>(null);
  const voice = chosen ?? personality;
  const [depth, setDepth] = useState(7);
  const start = async () => {
    const said = problem.trim();
    if (said === '') return;
    const brief: Brief = {
      problem: said,
      context: context.trim(),
      impact: impact.trim() === '' ? null : impact.trim(),
      teamHypothesis: theory.trim() === '' ? null : { text: theory.trim(), about: [] },
      personality: voice,
      outputFormat: 'yaml',
      maxDepth: depth,
    };
    set({ form: false });
    await createSession({ brief, title: said.length > 80 ? `${said.slice(0, 77)}...` : said });
  };
  return (
    <Dialog.Root open={open} onOpenChange={(form) => set({ form })}>
      <Dialog.Portal>
        <Dialog.Overlay className="dialog-overlay" />
        <Dialog.Content className="dialog" aria-describedby={undefined}>
          <Dialog.Title asChild>
            <h2>What keeps failing?</h2>
          </Dialog.Title>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              void start();
            }}
          >
            <label className="form-field">
              <span>Problem</span>
              <input
                className="field"
                required
                maxLength={20_000}
                value={problem}
                onChange={(event) => setProblem(event.target.value)}
                placeholder="Checkout fails again 20 to 30 minutes after each fix"
              />
              <small>
                What fails and when, not what is missing: a remedy here would end the search before it starts.
              </small>
            </label>
            <label className="form-field">
              <span>Since when, under which circumstances</span>
              <textarea
                className="field"
                rows={3}
                value={context}
                onChange={(event) => setContext(event.target.value)}
              />
            </label>
            <label className="form-field">
              <span>For whom, and what does not fail</span>
              <input className="field" value={impact} onChange={(event) => setImpact(event.target.value)} />
            </label>
            <label className="form-field">
              <span>What does the team believe?</span>
              <input className="field" value={theory} onChange={(event) => setTheory(event.target.value)} />
              <small>It is challenged first: what would we see if it were true, and do we see it?</small>
            </label>
            <div style={{ display: 'flex', gap: 16 }}>
              <VoiceField value={voice} onChange={setVoice} />
              <label className="form-field" style={{ width: 130 }}>
                <span>Levels at most</span>
                <input
                  className="field"
                  type="number"
                  min={3}
                  max={15}
                  value={depth}
                  onChange={(event) => setDepth(Number(event.target.value))}
                />
              </label>
            </div>
            <div className="button-row" style={{ marginTop: 20 }}>
              <button type="submit" className="button primary">
                Start the session
              </button>
              <Dialog.Close asChild>
                <button type="button" className="button plain">
                  Close <kbd>Esc</kbd>
                </button>
              </Dialog.Close>
            </div>
          </form>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
