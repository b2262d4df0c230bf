/** The mark: a load line, the ring and bar painted on a hull to show how much it carries. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 32 32"
      className={className}
      fill="none"
      stroke="currentColor"
      strokeWidth="2.75"
      aria-hidden="true"
    >
      <circle cx="16" cy="16" r="9.5" />
      <path d="M2.5 16h27" strokeLinecap="round" />
    </svg>
  );
}

/** The mark with the name beside it. */
export function Wordmark() {
  return (
    <span className="inline-flex items-center gap-2.5">
      <Mark className="size-6 text-accent" />
      <span className="font-serif text-xl font-medium tracking-tight">Ballast</span>
    </span>
  );
}
