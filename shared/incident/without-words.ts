import type { Incident } from './incident.ts';

/**
 * An incident whose free texts have lost some words. They go before anything is made of a text: what is shortened
 * afterwards holds no part of them.
 */
export function withoutWords(incident: Incident, clean: (text: string) => string): Incident {
  const { brief, logs, notes } = incident;
  const orNull = (text: string | null) => (text === null ? null : clean(text));
  const hypothesis = brief.teamHypothesis;
  return {
    ...incident,
    brief: {
      ...brief,
      problem: clean(brief.problem),
      context: clean(brief.context),
      impact: orNull(brief.impact),
      teamHypothesis: hypothesis === null ? null : { ...hypothesis, text: clean(hypothesis.text) },
    },
    attempts: incident.attempts.map((one) => ({ ...one, action: clean(one.action) })),
    statements: incident.statements.map((one) => ({ ...one, said: clean(one.said) })),
    changes: incident.changes.map((one) => ({ ...one, what: clean(one.what) })),
    streams: incident.streams.map((stream) => ({
      ...stream,
      // A run is often called as its stream is, and that name has to stay.
      events: stream.events.map((one) =>
        one.title === stream.id ? one : { ...one, title: clean(one.title) },
      ),
    })),
    logs:
      logs === null
        ? null
        : { ...logs, templates: logs.templates.map((one) => ({ ...one, text: clean(one.text) })) },
    ...(notes ? { notes: notes.map((one) => ({ ...one, text: clean(one.text) })) } : {}),
  };
}
