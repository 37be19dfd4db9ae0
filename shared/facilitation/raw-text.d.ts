/** A resource as text, put into the bundle when the product is built. */
declare module '*?raw' {
  const text: string;
  export default text;
}
