/** The build of the package that Node, the tests and the bundler load alike: its ES modules name files without their ending. */
declare module 'rrule/dist/es5/rrule.js' {
  import type { RRule } from 'rrule';

  const library: { readonly RRule: typeof RRule };
  export default library;
}
