import { isRecorded } from '../../analyses/candidate-id.ts';
import { type Candidate, isKind, type NumberedFinding } from '../../analyses/finding.ts';
import { mentions, namedIn } from '../../incident/mentions.ts';
import { serviceOf } from '../../incident/stream.ts';
import { entails, meansChange } from '../../ladder/entailment.ts';
import { subjectsOf } from '../../ladder/finding-subjects.ts';
import { type LadderState, liveFindings } from '../../ladder/ladder-state.ts';
import { all, citeOf, metricOf, one, sameThing, thingsOf } from '../case.ts';
import { asked } from '../ladder-view.ts';
import { answered, type MoveSpec, unanswered } from '../move-spec.ts';
import type { ProposedAnswer } from '../playbook-types.ts';
import { movedGauges } from '../pressed.ts';
import { rivalOf } from '../rivals.ts';
import { ANSWER_LENGTH, fitting } from '../wording.ts';

/** A longer idea is asked for as the first one: cut short it would be another. */
const MOST_OF_FAVOURITE = 48;

/** Words that are written small within a sentence; a name keeps its capital. */
const OPENING =
  /^(?:The|An?|Our|Its?|This|That|These|Some\w*|Too|Not?|There|When|We|They|Each|Every|One|Maybe|Perhaps|Probably)\b/;

/** The favourite as the team put it, without its full stop. */
function favouriteOf(state: LadderState): string | null {
  const text = state.brief.teamHypothesis?.text.trim().replace(/[.!?]+$/, '');
  if (!text) return null;
  return OPENING.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

/** Words by which people mean a deployment. */
const DEPLOYED = /\b(deploy\w*|releas\w*|roll-?outs?|ship(ped|s)?|versions?|v?\d+\.\d+[\w.]*)\b/i;

/** Does the idea name this candidate: its id in full, the service and that something was deployed, or what was changed? */
function names(text: string, { id, kind, label }: Candidate): boolean {
  if (isRecorded(id)) return meansChange(text, kind, label);
  if (namedIn(text, [id]).length > 0) return true;
  const service = serviceOf(id);
  return kind === 'deploy' && service !== id && DEPLOYED.test(text) && mentions(text, service);
}

/** In how many windows a carried idea shows: "5 of 5 windows". Not of a verdict: its probability is not for the room. */
function partsOf({ data, measure }: NumberedFinding): readonly string[] {
  return data.kind === 'at-ceiling' || data.kind === 'trigger' ? [`${measure} windows`] : [];
}

/** What a finding speaks of; of a change on record that it names as the cause, also what that is about. */
function subjectsIn(state: LadderState, finding: NumberedFinding): readonly string[] {
  return isKind(finding, 'cause') && finding.data.state === 'cause'
    ? [...subjectsOf(finding), ...thingsOf(state, finding.data.cause)]
    : subjectsOf(finding);
}

/** Does an idea in words mean what a verdict names as the cause? */
function namesCause(text: string, finding: NumberedFinding): boolean {
  if (!isKind(finding, 'cause') || finding.data.state !== 'cause') return false;
  const candidate = finding.data.candidates.find(({ id }) => id === finding.data.cause);
  return candidate !== undefined && names(text, candidate);
}

/** The favourite is what the team said before anybody tested it: it is put to the test first. */
export const challenge: MoveSpec = {
  form: 'challenge',
  propose(state) {
    const favourite = favouriteOf(state);
    if (favourite === null || state.findings.length === 0 || asked(state, 'challenge')) return null;
    // A refuted favourite was asked about too: it is not put to the test twice.
    if (state.rungs.some((rung) => rung.move === 'challenge')) return null;
    return {
      form: 'challenge',
      parent: null,
      level: 1,
      score: 80,
      slots: favourite.length <= MOST_OF_FAVOURITE ? { favourite } : {},
    };
  },
  reply(state) {
    const hypothesis = state.brief.teamHypothesis;
    if (!hypothesis) return unanswered('What the team holds to be the cause.', 'No hypothesis is named.');
    // A stream is called after what it happens to: "search deployments" are meant by an idea about "search".
    const meant = (ids: readonly string[]): boolean =>
      hypothesis.about.some((id) => ids.some((each) => sameThing(each, id) || mentions(each, id)));
    const tested = all(state, 'rule-out').filter(
      (f) =>
        f.verdict === 'ruled-out' &&
        // One event that is cleared does not clear the others of its stream, unless it is the one that is meant.
        (!f.data.candidate.includes('#') || hypothesis.about.includes(f.data.candidate)) &&
        (hypothesis.about.length > 0
          ? meant([f.data.candidate, ...f.data.about])
          : entails(hypothesis.text, f)),
    );
    const carried = liveFindings(state).filter(
      (f) =>
        f.verdict === 'supported' &&
        (f.data.kind === 'at-ceiling' || f.data.kind === 'trigger' || f.data.kind === 'cause') &&
        (hypothesis.about.length > 0 ? meant(subjectsIn(state, f)) : namesCause(hypothesis.text, f)),
    );
    const rejected = tested.map(rivalOf);
    const thing = (id: string): string => metricOf(id);
    const untested: ProposedAnswer['rivals'] = hypothesis.about
      .filter(
        (id) =>
          ![...tested, ...carried].some((f) =>
            subjectsIn(state, f).some((each) => sameThing(each, id) || mentions(each, id)),
          ),
      )
      .filter((id) => !rejected.some((rival) => rival.about.some((other) => sameThing(other, id))))
      .map((id) => ({
        answer: fitting([`${thing(id)}: no test in this evidence`, thing(id)], ANSWER_LENGTH),
        cites: [],
        about: [id],
        refutedBy: null,
      }));
    const first = carried[0];
    if (first) {
      // In the words of a change on record nobody speaks: the idea itself says it better.
      const cause = isKind(first, 'cause') && !isRecorded(first.data.cause) ? first.data.cause : null;
      const id =
        hypothesis.about.find((meantId) =>
          subjectsIn(state, first).some((subject) => sameThing(subject, meantId)),
        ) ??
        cause ??
        hypothesis.text;
      return answered(
        fitting(
          [
            ...partsOf(first).map((part) => `${thing(id)} is part of it: ${part}`),
            `${thing(id)} is part of it`,
          ],
          ANSWER_LENGTH,
        ),
        citeOf(first),
        subjectsOf(first),
        [...rejected, ...untested],
      );
    }
    const [head, ...rest] = rejected;
    if (head) return answered(head.answer, head.cites, head.about, [...rest, ...untested]);
    const about = hypothesis.about.map(thing).join(', ');
    const named = all(state, 'trigger').find((f) => entails(hypothesis.text, f))?.data.candidate;
    const candidate = one(state, 'cause')?.data.candidates.find((c) =>
      hypothesis.about.length > 0 ? meant([c.id]) : c.id === named || names(hypothesis.text, c),
    );
    if (candidate) {
      return unanswered(
        `More windows, or the result of one cycle without ${candidate.label}.`,
        `It is neither carried nor ruled out. ${candidate.reason}`,
      );
    }
    const moved = movedGauges(state).find(({ gauge }) => meant([gauge]));
    if (moved) {
      const way = moved.how === 'raised' ? 'higher' : 'lower';
      return unanswered(
        `A statement what moves ${moved.name}, and whether requests wait for it.`,
        `${moved.name} is ${way} in the windows (${moved.level}): that is a cause or a consequence.`,
      );
    }
    return unanswered(
      about === ''
        ? 'A metric or log of what this idea names, inside and outside the windows.'
        : `A metric or log of ${about}, inside and outside the windows.`,
      'Nothing in the evidence tests this idea.',
    );
  },
};
