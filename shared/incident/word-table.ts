/**
 * A table in which words from files are looked up. It has no prototype: "constructor" and "toString" are in no table
 * that does not list them.
 */
export function wordTable<T>(words: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.assign(Object.create(null) as Record<string, T>, words);
}
