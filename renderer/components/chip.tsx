/** Id of a finding (square) or of something said (speech corner). */
export function Chip({ id, title }: { readonly id: string; readonly title?: string | undefined }) {
  return (
    <span className={id.startsWith('S') ? 'chip said' : 'chip'} title={title}>
      {id}
    </span>
  );
}
