import type { ModelTask } from './prompts.ts';

/** What a reply may choose from: the server holds the model to it while it writes. */
export interface Choices {
  /** Ids of the records that the task is about. */
  readonly ids: readonly string[];
  /** Sentences of an account, verbatim. */
  readonly quotes: readonly string[];
}

/** Letters, figures and marks of plain sentences: no quotation mark, bracket or line end that could break the form. */
const PLAIN = "[A-Za-z0-9 À-ɏ,.'%:/_#()+-]";
const OPENINGS =
  'What|Which|When|Where|Why|How|Is|Are|Was|Were|Do|Does|Did|Has|Have|Can|Could|Would|If|In|On|At|Before|After|During';
const sentence = { type: 'string', pattern: `^[A-Z]${PLAIN}{10,140}\\.$` };
const question = { type: 'string', pattern: `^(${OPENINGS}) ${PLAIN}{8,130}\\?$` };
/** So many cites at most: a question that rests on more is none. */
const MOST_CITES = 3;

function object(properties: Readonly<Record<string, object>>): object {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}

function oneOf(values: readonly string[]): object {
  return values.length === 0 ? { type: 'string' } : { type: 'string', enum: values };
}

function cites(ids: readonly string[]): object {
  return { type: 'array', items: oneOf(ids), minItems: Math.min(1, ids.length), maxItems: MOST_CITES };
}

/**
 * The form of a task as JSON Schema, as the server's grammar takes it: short note first, flat fields, ids and quotes
 * chosen from a list. It makes a useful reply likelier and decides nothing: every reply is read and checked anew.
 */
export function serverForm(task: ModelTask, { ids, quotes }: Choices): object {
  switch (task) {
    case 'question':
      return object({ note: sentence, question, cites: cites(ids), next_check: sentence });
    case 'rivals':
      return object({
        hypotheses: {
          type: 'array',
          items: object({ hypothesis: sentence, check: sentence }),
          minItems: 3,
          maxItems: 3,
        },
      });
    case 'account':
      // One entry for each sentence, in its order: what is left to choose is what it is.
      return object({
        entries: {
          type: 'array',
          prefixItems: quotes.map((quote) =>
            object({
              quote: { const: quote },
              kind: { type: 'string', enum: ['attempt', 'statement', 'change', 'none'] },
            }),
          ),
          minItems: quotes.length,
          maxItems: quotes.length,
        },
      });
    case 'summary':
      return object({ summary: sentence, cites: cites(ids) });
  }
}
