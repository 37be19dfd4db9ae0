/** Version of the event bodies that are written now; older ones are upcast on reading. */
export const BODY_VERSION = 1;
