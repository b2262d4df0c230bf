/** What was wrong with a sent form; announced when it appears. */
export function FormError({ message }: { message: string | null }) {
  return (
    <div role="alert">
      {message ? <p className="rounded-lg bg-danger-tint px-3 py-2 text-sm text-danger">{message}</p> : null}
    </div>
  );
}
