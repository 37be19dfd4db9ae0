import fc from 'fast-check';

/**
 * Property tests draw the same examples on every run, so that a red build is red for the change and not for the draw.
 * `WHYLADDER_SEED=12 npm run test:unit` explores others; a counterexample found so becomes a test of its own.
 */
fc.configureGlobal({ seed: Number(process.env.WHYLADDER_SEED ?? 1) });
