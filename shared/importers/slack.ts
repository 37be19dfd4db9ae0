import { isObject, type JsonObject, objectAt, textAt } from './field-access.ts';
import type { Importer } from './importer.ts';
import { jsonDocumentParser } from './json-document.ts';
import { headRecords, jsonHead } from './json-head.ts';

/** Slack writes `ts` as "seconds.sequence": the part behind the point is no fraction, it tells messages apart. */
const TS = /^(\d{10})\.(\d{6})$/;

/** Mentions and links of Slack's markup as plain words; a person's id becomes "someone". */
function plainText(text: string): string {
  return text
    .replace(/<@[^>]+>/g, 'someone')
    .replace(/<#[^|>]+\|([^>]+)>/g, '#$1')
    .replace(/<([^|>]+)\|([^>]+)>/g, '$2')
    .replace(/<(https?:[^>]+)>/g, '$1')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}

/** One day of a channel in a Slack export folder: a bare array of messages. */
export const slackExport: Importer = {
  id: 'slack-export',
  format: 'Slack channel export',
  sniff(head) {
    const records = [...headRecords(head), ...headRecords(head, 'messages')];
    const fit = records.filter((one) => one.type === 'message' && TS.test(textAt(one.ts) ?? ''));
    return records.length > 0 && fit.length / records.length > 0.6 ? 0.97 : 0;
  },
  parse(context, sink) {
    return jsonDocumentParser(context, sink, [['*'], ['messages', '*']], {
      record(record, tally) {
        const one = objectAt(record.value);
        const seconds = TS.exec(textAt(one.ts) ?? '')?.[1];
        const at = seconds === undefined ? null : tally.times.read(Number(seconds));
        if (at === null) return 'a message without ts';
        const text = textAt(one.text);
        // Joins and topics are no account of what happened.
        if (text === null || /^(channel_|group_)/.test(textAt(one.subtype) ?? '')) return undefined;
        sink.note({ at, text: plainText(text), byRole: null, ref: tally.refAt(record, at) });
        return undefined;
      },
    });
  },
};

/** A person, a channel or an installed app, as the files beside the channels' folders list them. */
function isSlackName(one: JsonObject): boolean {
  const id = textAt(one.id) ?? '';
  const person = /^[UW][A-Z0-9]{2,}$/.test(id) && (isObject(one.profile) || one.team_id !== undefined);
  const room = /^[CGD][A-Z0-9]{2,}$/.test(id) && (Array.isArray(one.members) || one.creator !== undefined);
  const canvas = /^F[A-Z0-9]{2,}$/.test(id) && one.filetype !== undefined;
  const app = textAt(one.change_type) !== null && one.user_id !== undefined && one.ts === undefined;
  return person || room || canvas || app;
}

/**
 * `users.json`, `channels.json` and the other lists of a Slack export. They say who is who: a statement goes by a role,
 * never by a name, so nothing is taken from them.
 */
export const slackNames: Importer = {
  id: 'slack-names',
  format: 'Slack export, lists of people and channels (no evidence in them)',
  sniff(head) {
    const records = headRecords(head);
    return records.length > 0 && records.filter(isSlackName).length / records.length > 0.6 ? 0.95 : 0;
  },
  parse: (context) => ({
    push: () => undefined,
    end: () => ({ records: 0, span: null, zone: context.zone, zoneOrigin: context.zoneOrigin }),
  }),
};

/** Mattermost bulk export: JSON lines of `{type: "post", post: {channel, user, message, create_at}}`. */
export const mattermost: Importer = {
  id: 'mattermost',
  format: 'Mattermost export',
  sniff(head) {
    const json = jsonHead(head);
    if (json?.shape !== 'lines') return 0;
    return json.records.some((one) => one.type === 'post' && objectAt(one.post).create_at !== undefined)
      ? 0.97
      : 0;
  },
  parse(context, sink) {
    return jsonDocumentParser(context, sink, [[]], {
      record(record, tally) {
        const one = objectAt(record.value);
        const post = objectAt(one.post);
        if (one.type !== 'post') return undefined;
        const at = tally.times.read(post.create_at);
        const text = textAt(post.message);
        if (at === null || text === null) return 'a post without create_at or message';
        sink.note({ at, text, byRole: null, ref: tally.refAt(record, at) });
        return undefined;
      },
    });
  },
};
