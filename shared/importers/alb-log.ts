import { readWritten } from '../incident/timestamp.ts';
import { endpointOf, levelOfHttpStatus } from './http-record.ts';
import type { Importer } from './importer.ts';
import { shapeShare, type TextLine, textLogParser } from './text-log-parser.ts';

const LINE =
  /^(?:(?:https?|h2|grpcs?|wss?) )?(\d{4}-\d{2}-\d{2}T[\d:.]{8,15}Z) (\S{1,200}) \S{1,100} (\S{1,100}) (-?[\d.]+) (-?[\d.]+) (-?[\d.]+) (\d{3}|-) (\d{3}|-) \d+ \d+ "(\S{1,20}) (\S*) ?[^"]*"/;

/** Access logs of AWS load balancers, application (with the type in front) and classic ("Access log entries"). */
function balancerLine(text: string): TextLine | null {
  const match = LINE.exec(text);
  const time = match?.[1] === undefined ? null : readWritten(match[1]);
  if (!match || !time) return null;
  const [, , balancer = '', target = '', , took = '', , status = '', behind = '', method = '', url = ''] =
    match;
  const path = url.replace(/^[a-z]+:\/\/[^/]+/i, '') || '/';
  return {
    time,
    level: status === '-' ? null : levelOfHttpStatus(Number(status)),
    service: balancer,
    message: `${method} ${path.split('?')[0]} ${status}${behind === status ? '' : ` (target ${behind})`}${took === '-1' ? ', no answer of the target' : ''}`,
    fields: {
      status,
      target_status: behind,
      target: target.slice(0, 80),
      method,
      endpoint: endpointOf(path).slice(0, 80),
    },
  };
}

export const albLog: Importer = {
  id: 'alb-log',
  format: 'Access log (AWS load balancer)',
  givesLogs: true,
  sniff: (head) => 0.97 * shapeShare(head, balancerLine),
  parse: (context, sink) => textLogParser(context, sink, balancerLine),
};
