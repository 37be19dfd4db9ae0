// First import of each window: libraries that inject style elements (Radix, cmdk) read the nonce from here.
const meta = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]');
Object.assign(globalThis, { __webpack_nonce__: meta?.nonce ?? meta?.content ?? '' });

export {};
