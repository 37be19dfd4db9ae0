import type { FacilitatorApi, FacilitatorPushes, ScreenApi, ScreenPushes } from './contract.ts';

/** What the preload puts on the page: strings and data, no object of Electron's. */
export interface Bridge {
  readonly role: 'facilitator' | 'screen';
  invoke(channel: string, ...args: readonly unknown[]): Promise<unknown>;
  subscribe(channel: string, listener: (payload: unknown) => void): () => void;
  /** Turns dropped files into a token; main keeps the paths. The screen has none. */
  tokenForFiles(files: readonly unknown[]): Promise<string>;
}

type Call = (...args: never[]) => Promise<unknown>;

/** Typed requests and pushes of one window. */
export interface Client<Api extends { [K in keyof Api]: Call }, Pushes> {
  invoke<K extends keyof Api & string>(channel: K, ...args: Parameters<Api[K]>): ReturnType<Api[K]>;
  /** Returns how to stop listening. */
  subscribe<K extends keyof Pushes & string>(channel: K, listener: (payload: Pushes[K]) => void): () => void;
}

function clientOf<Api extends { [K in keyof Api]: Call }, Pushes>(bridge: () => Bridge): Client<Api, Pushes> {
  return {
    invoke: <K extends keyof Api & string>(channel: K, ...args: Parameters<Api[K]>) =>
      bridge().invoke(channel, ...args) as ReturnType<Api[K]>,
    subscribe: (channel, listener) => bridge().subscribe(channel, (payload) => listener(payload as never)),
  };
}

/** The facilitator window's client; main has checked the sender and the shape of what it answers. */
export function createFacilitatorClient(bridge: () => Bridge): Client<FacilitatorApi, FacilitatorPushes> {
  return clientOf(bridge);
}

/** The projected screen's client: it can only read. */
export function createScreenClient(bridge: () => Bridge): Client<ScreenApi, ScreenPushes> {
  return clientOf(bridge);
}
