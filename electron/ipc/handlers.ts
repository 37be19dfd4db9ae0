type Awaitable<T> = T | Promise<T>;

/** Handlers for some requests of an API, with the arguments and answers of its contract. */
export type Handlers<
  Api extends { [C in keyof Api]: (...args: never[]) => Promise<unknown> },
  K extends keyof Api,
> = {
  readonly [C in K]: (...args: Parameters<Api[C]>) => Awaitable<Awaited<ReturnType<Api[C]>>>;
};
