import { toast } from 'sonner';

/** A way back takes longer to be read and reached for than a word, in ms. */
const undoMs = 10_000;

/** What is shown, by what it is about. */
const shown = new Map<string, string | number>();

/**
 * Says something about one thing, in the place of whatever was said about it before. Each notice has an id of its own:
 * given the same again, Sonner takes the new one away together with the old one that is still on its way out.
 */
export function noticeOf(subject: string, text: string, undo?: () => void): void {
  const before = shown.get(subject);
  if (before !== undefined) toast.dismiss(before);
  const forget = (gone: { id: string | number }) => {
    if (shown.get(subject) === gone.id) shown.delete(subject);
  };
  const id = toast(text, {
    onDismiss: forget,
    onAutoClose: forget,
    ...(undo ? { duration: undoMs, action: { label: 'Undo', onClick: undo } } : {}),
  });
  shown.set(subject, id);
}
