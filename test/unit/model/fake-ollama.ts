import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { LoopbackAddress } from '../../../electron/model/loopback.ts';

/** What the fake does with one chat. It gets the parsed request. */
export type Play = (response: ServerResponse, request: ChatBody) => void | Promise<void>;

export interface ChatBody {
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly options: { readonly num_ctx: number; readonly num_predict: number };
}

/** Tokens that the fake says a prompt has: four characters each. */
export const tokensOf = (body: ChatBody): number =>
  Math.round(body.messages.reduce((sum, { content }) => sum + content.length, 0) / 4);

/** One line of a stream. */
export const line = (value: unknown): string => `${JSON.stringify(value)}\n`;
/** A piece of a reply. */
export const piece = (content: string): string =>
  line({ message: { role: 'assistant', content }, done: false });
/** The last line of a whole reply. */
export const done = (body: ChatBody, part: object = {}): string =>
  line({
    message: { role: 'assistant', content: '' },
    done: true,
    done_reason: 'stop',
    prompt_eval_count: tokensOf(body),
    prompt_eval_duration: 5e6,
    eval_count: 20,
    eval_duration: 2e7,
    load_duration: 1e6,
    ...part,
  });

/** A whole reply with this text. */
export function says(text: string, part: object = {}): Play {
  return (response, body) => {
    for (const half of [text.slice(0, text.length / 2), text.slice(text.length / 2)])
      response.write(piece(half));
    response.end(done(body, part));
  };
}

/** A scripted Ollama on the loopback: answers what it is told to, faults included. */
export class FakeOllama {
  play: Play = says('{}');
  /** Plays for the next chats, used up first. */
  readonly queue: Play[] = [];
  readonly chats: ChatBody[] = [];
  version = '0.12.6';
  models: { name: string; size: number }[] = [{ name: 'small:latest', size: 1e8 }];
  /** Overrides any path. */
  readonly routes = new Map<string, (request: IncomingMessage, response: ServerResponse) => void>();
  readonly blobs = new Set<string>();
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();

  constructor() {
    this.server = createServer((request, response) => this.answer(request, response));
    this.server.on('connection', (socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
      socket.on('error', () => undefined);
    });
  }

  start(): Promise<LoopbackAddress> {
    return new Promise((ready) => this.server.listen(0, '127.0.0.1', () => ready(this.address)));
  }

  get address(): LoopbackAddress {
    return { host: '127.0.0.1', port: (this.server.address() as AddressInfo).port };
  }

  /** Ends every connection at once, as a killed process does. */
  kill(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  stop(): Promise<void> {
    this.kill();
    return new Promise((closed) => this.server.close(() => closed()));
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const path = request.url ?? '';
    const special = this.routes.get(path) ?? this.routes.get(path.replace(/sha256:.*/, ''));
    if (special) special(request, response);
    else if (path === '/api/version') response.end(JSON.stringify({ version: this.version }));
    else if (path === '/api/tags') {
      const models = this.models.map((model) => ({ ...model, details: { family: 'llama' } }));
      response.end(JSON.stringify({ models }));
    } else if (path.startsWith('/api/blobs/')) this.blob(path, request, response);
    else this.post(path, request, response);
  }

  private post(path: string, request: IncomingMessage, response: ServerResponse): void {
    let text = '';
    request.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
    });
    request.on('end', () => {
      const body = JSON.parse(text === '' ? '{}' : text);
      if (path === '/api/create') {
        this.models.push({ name: `${body.model}:latest`, size: 1e8 });
        response.end(line({ status: 'parsing GGUF' }) + line({ status: 'success' }));
      } else if (path === '/api/delete') {
        this.models = this.models.filter(({ name }) => name !== body.model);
        response.end();
      } else if (path === '/api/chat' && body.messages.length === 0)
        response.end(JSON.stringify({ done: true, done_reason: 'load' }));
      else if (path === '/api/chat' && body.options.num_predict === 1)
        response.end(done(body, { done_reason: 'length', eval_count: 1 }));
      else if (path === '/api/chat') {
        this.chats.push(body);
        void (this.queue.shift() ?? this.play)(response, body);
      } else response.writeHead(404).end();
    });
  }

  private blob(path: string, request: IncomingMessage, response: ServerResponse): void {
    if (request.method === 'HEAD') {
      response.writeHead(this.blobs.has(path) ? 200 : 404).end();
      return;
    }
    request.resume();
    request.on('end', () => {
      this.blobs.add(path);
      response.writeHead(201).end();
    });
  }
}
