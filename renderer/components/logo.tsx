/** The mark: a ladder in perspective, three rungs. */
export function Logo({ size = 20 }: { readonly size?: number }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width={size}
      height={size}
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeLinecap="round"
    >
      <path d="M9 2 5 22M15 2l4 20" strokeWidth="2" />
      <path d="M8.4 6.5h7.2M7.4 12h9.2M6.3 17.5h11.4" strokeWidth="1.8" />
    </svg>
  );
}
