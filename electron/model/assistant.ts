import { sentencesOf } from '../../shared/facilitation/account/propose-entries.ts';
import {
  type CheckOutcome,
  checkAccount,
  checkQuestion,
  checkRivals,
  checkSummary,
} from '../../shared/facilitation/model/check-reply.ts';
import type { ReplyContext } from '../../shared/facilitation/model/checks/reply-check.ts';
import {
  type EvidenceBlock,
  growEvidence,
  NO_EVIDENCE,
} from '../../shared/facilitation/model/evidence-block.ts';
import { evidenceRecords, relevantIds } from '../../shared/facilitation/model/evidence-records.ts';
import {
  buildPrompt,
  type ModelTask,
  type Prompt,
  type PromptTail,
  promptText,
} from '../../shared/facilitation/model/prompts.ts';
import { REPLY_TOKENS, type ReplyOf } from '../../shared/facilitation/model/reply-form.ts';
import { questionSoFar } from '../../shared/facilitation/model/reply-so-far.ts';
import { type Choices, serverForm } from '../../shared/facilitation/model/server-form.ts';
import { redactSecrets } from '../../shared/importers/secrets.ts';
import type { BeingWritten } from '../../shared/ipc/model-contract.ts';
import { ancestorsOf, type LadderState } from '../../shared/ladder/ladder-state.ts';
import type { Rung } from '../../shared/ladder/rung.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { type ChatDeadlines, type ChatReply, type ChatRequest, chat } from './chat.ts';
import { Exchanges } from './exchanges.ts';
import type { LoopbackAddress } from './loopback.ts';
import { Pace } from './pace.ts';

/** Tokens of prompt and reply together, for every call: another number would make the server load the model anew. */
export const CONTEXT_TOKENS = 4_096;
/** Best of three, else the playbook's question stands. */
const TRIES = 3;
/** After so long nobody waits for a better try, ms. */
const TRYING_MS = 40_000;

/** Who answers: where the server is, and what is told of each call. */
export interface Answerer {
  readonly usable: boolean;
  readonly address: LoopbackAddress | null;
  readonly model: string | null;
  began(): void;
  ended(failure: { readonly code: string; readonly message: string; readonly hint: string } | null): void;
}

/** Longest account that is read in one call, characters: beside the evidence, some 1,200 tokens. */
const ACCOUNT_ROOM = 4_200;

/** Most sentences of one account that fit a reply. */
const ACCOUNT_SENTENCES = 12;

/** One task as it is asked. */
interface Asked<T extends ModelTask> {
  readonly task: T;
  readonly state: LadderState;
  readonly tail: PromptTail;
  readonly choices: Choices;
  readonly check: (text: string) => CheckOutcome<ReplyOf<T>>;
  readonly signal: AbortSignal;
  readonly soFar?: (text: string) => Pick<BeingWritten, 'note' | 'question' | 'withheld'>;
  readonly onWriting?: (writing: BeingWritten) => void;
}

const redact = (text: string): string => redactSecrets(text).text;

/** The four tasks: builds the prompt, asks, checks the reply. Nothing unchecked leaves it. */
export class Assistant {
  readonly exchanges = new Exchanges();
  readonly pace = new Pace();
  private readonly answerer: Answerer;
  private readonly deadlinesFor: ((prompt: string) => ChatDeadlines) | null;
  private evidence: EvidenceBlock = NO_EVIDENCE;
  private session: string | null = null;

  /** `deadlines` only where a test cannot wait as long as a room. */
  constructor(answerer: Answerer, deadlines: ((prompt: string) => ChatDeadlines) | null = null) {
    this.answerer = answerer;
    this.deadlinesFor = deadlines;
  }

  /** Another session: its evidence has nothing in common with what was told before. */
  private openSession(session: string): void {
    if (this.session === session) return;
    this.session = session;
    this.evidence = NO_EVIDENCE;
  }

  /** Reads system text and evidence once, so that the first question reads only its own end. */
  async warmUp(
    address: LoopbackAddress,
    model: string,
    state: LadderState | null,
    signal: AbortSignal,
    limitMs = 120_000,
  ): Promise<Result<null>> {
    if (state) this.evidence = growEvidence(this.evidence, evidenceRecords(state), redact);
    const prompt = buildPrompt(this.evidence, { task: 'question', voice: '', about: [] }, redact);
    const read = await chat(
      address,
      // One token is enough to have read the prompt; running into that limit is what is meant to happen here.
      {
        model,
        ...sent(prompt),
        format: null,
        contextTokens: CONTEXT_TOKENS,
        replyTokens: 1,
        temperature: 0,
        seed: 1,
      },
      { firstTokenMs: limitMs, betweenTokensMs: 10_000, wholeMs: limitMs },
      signal,
      undefined,
      'one-token',
    );
    if (!read.ok) return read;
    this.pace.warmed(promptText(prompt), read.value);
    return ok(null);
  }

  /** Words the question of a rung. `onWriting` gets what has come so far, for the facilitator alone: see `BeingWritten`. */
  async wordQuestion(
    session: string,
    state: LadderState,
    rung: Rung,
    voice: string,
    signal: AbortSignal,
    onWriting?: (writing: BeingWritten) => void,
  ): Promise<Result<ReplyOf<'question'>>> {
    this.openSession(session);
    const ancestors = ancestorsOf(state, rung.parent);
    const parent = ancestors[0]?.answer ?? state.brief.problem;
    const about = [
      { name: 'known', text: parent },
      { name: 'question', text: rung.playbookQuestion },
    ];
    const elder = state.rungs.filter(
      (one) => one.parent === rung.parent && one.id !== rung.id && one.question !== rung.question,
    );
    const context: ReplyContext = {
      state,
      playbookQuestion: rung.playbookQuestion,
      askedBefore: [...ancestors, ...elder].map((one) => one.question),
    };
    return this.ask({
      task: 'question',
      state,
      tail: { task: 'question', voice, about },
      choices: { ids: relevantIds(state, `${parent} ${rung.playbookQuestion}`), quotes: [] },
      check: (text) => checkQuestion(text, context),
      signal,
      ...(onWriting ? { soFar: (text: string) => questionSoFar(text, context), onWriting } : {}),
    });
  }

  /** Rival hypotheses, each with the check that would refute it: unverified. */
  async rivals(
    session: string,
    state: LadderState,
    voice: string,
    signal: AbortSignal,
  ): Promise<Result<ReplyOf<'rivals'>>> {
    this.openSession(session);
    const about = [{ name: 'problem', text: state.brief.problem }];
    return this.ask({
      task: 'rivals',
      state,
      tail: { task: 'rivals', voice, about },
      choices: { ids: [], quotes: [] },
      check: (text) => checkRivals(text, { ...withoutQuestion(state), told: [state.brief.problem] }),
      signal,
    });
  }

  /** Entries that an account contains, each with the words that say so. */
  async readAccount(
    session: string,
    state: LadderState,
    account: string,
    voice: string,
    signal: AbortSignal,
  ): Promise<Result<ReplyOf<'account'>>> {
    this.openSession(session);
    const told = redact(account);
    const quotes = sentencesOf(told);
    if (told.length > ACCOUNT_ROOM || quotes.length > ACCOUNT_SENTENCES) {
      return fail(
        'account-too-long',
        `The account is longer than a model reads at once (${ACCOUNT_SENTENCES} sentences).`,
        'Give it in parts, or split it by sentence.',
      );
    }
    return this.ask({
      task: 'account',
      state,
      tail: { task: 'account', voice, about: quotes.map((text) => ({ name: 'told', text })) },
      choices: { ids: [], quotes },
      check: (text) => checkAccount(text, told, withoutQuestion(state)),
      signal,
    });
  }

  /** Two sentences on what is known and what is open. */
  async summary(
    session: string,
    state: LadderState,
    voice: string,
    signal: AbortSignal,
  ): Promise<Result<ReplyOf<'summary'>>> {
    this.openSession(session);
    const about = state.rungs
      .filter((rung) => rung.answer !== null)
      .slice(-6)
      .map((rung) => ({ name: `${rung.id} ${rung.status}`, text: rung.answer ?? '' }));
    return this.ask({
      task: 'summary',
      state,
      tail: { task: 'summary', voice, about },
      choices: { ids: relevantIds(state, about.map(({ text }) => text).join(' ')), quotes: [] },
      check: (text) => checkSummary(text, withoutQuestion(state)),
      signal,
    });
  }

  private async ask<T extends ModelTask>(asked: Asked<T>): Promise<Result<ReplyOf<T>>> {
    const { task, state, tail, choices, check, signal, soFar, onWriting } = asked;
    this.evidence = growEvidence(this.evidence, evidenceRecords(state), redact);
    const prompt = buildPrompt(this.evidence, tail, redact);
    const whole = promptText(prompt);
    let why = 'No reply passed the checks.';
    let withdrawn: string | null = null;
    const began = performance.now();
    for (
      let attempt = 1;
      attempt <= TRIES && (attempt === 1 || performance.now() - began < TRYING_MS);
      attempt += 1
    ) {
      const { address, model } = this.answerer;
      if (!this.answerer.usable || address === null || model === null) {
        return fail('no-model', 'No model is ready.', 'The playbook’s question stands.');
      }
      this.answerer.began();
      const reply = await chat(
        address,
        // The first try is the likeliest wording; the next ones stray from it.
        {
          model,
          ...sent(prompt),
          format: serverForm(task, choices),
          contextTokens: CONTEXT_TOKENS,
          replyTokens: REPLY_TOKENS[task],
          temperature: attempt === 1 ? 0 : 0.6,
          seed: attempt,
        },
        (this.deadlinesFor ?? ((text) => this.pace.deadlines(text)))(whole),
        signal,
        onWriting && soFar ? writingTeller(attempt, withdrawn, soFar, onWriting) : undefined,
      );
      if (!reply.ok) {
        if (reply.error.code !== 'cancelled') this.exchanges.noteFailure(task, whole, reply.error.message);
        this.answerer.ended(reply.error);
        // A reply that came but was no use may come right the next time; a server in trouble is left alone.
        if (
          reply.error.code === 'cut-reply' ||
          reply.error.code === 'empty-reply' ||
          reply.error.code === 'whitespace-loop'
        ) {
          why = reply.error.message;
          withdrawn = why;
          continue;
        }
        return reply;
      }
      this.noteReply(prompt, reply.value);
      this.answerer.ended(null);
      const outcome = check(reply.value.text);
      this.exchanges.note(task, whole, reply.value.text, outcome.passed ? null : outcome.refusals);
      if (outcome.passed) return ok(outcome.reply);
      why = outcome.refusals[0]?.reason ?? why;
      withdrawn = why;
    }
    return fail(
      'refused',
      `No reply passed the checks (${why.replace(/\.$/, '')}).`,
      'The playbook’s question stands.',
    );
  }

  private noteReply(prompt: Prompt, reply: ChatReply): void {
    this.pace.replied(promptText(prompt), reply);
  }
}

/** Ten times a second is as often as anybody reads. */
const TELL_MS = 100;

function writingTeller(
  attempt: number,
  withdrawn: string | null,
  soFar: (text: string) => Pick<BeingWritten, 'note' | 'question' | 'withheld'>,
  tell: (writing: BeingWritten) => void,
): (text: string, tokens: number) => void {
  let first: number | null = null;
  let toldAt = Number.NEGATIVE_INFINITY;
  return (text, tokens) => {
    const now = performance.now();
    first ??= now;
    if (now - toldAt < TELL_MS) return;
    toldAt = now;
    const pace = tokens > 1 && now > first ? ((tokens - 1) / (now - first)) * 1_000 : null;
    tell({ attempt, tokens, tokensPerSecond: pace, withdrawn, ...soFar(text) });
  };
}

function sent(prompt: Prompt): Pick<ChatRequest, 'system' | 'examples' | 'prompt'> {
  return { system: prompt.system, examples: prompt.examples, prompt: prompt.user };
}

function withoutQuestion(state: LadderState): ReplyContext {
  return { state, playbookQuestion: null, askedBefore: [] };
}
