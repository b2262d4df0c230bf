import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { inputClass } from '../../ui/field.tsx';

/** Shows a fresh key, this once. */
export function NewKey({ secret, onClose }: { secret: string | null; onClose: () => void }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    if (secret === null) return;
    try {
      await navigator.clipboard.writeText(secret);
      setCopied(true);
    } catch {
      // Without permission the field is there to copy from by hand.
      setCopied(false);
    }
  };
  const close = () => {
    setCopied(false);
    onClose();
  };
  return (
    <Dialog
      open={secret !== null}
      onOpenChange={(open) => !open && close()}
      title="Your new key"
      description="Copy it now: it is shown this once. Send it in the x-api-key header."
    >
      <input
        aria-label="API key"
        readOnly
        value={secret ?? ''}
        onFocus={(event) => event.target.select()}
        className={cx(inputClass, 'h-10 font-mono text-sm')}
      />
      <div className="mt-4 flex justify-end gap-2">
        <Button onClick={() => void copy()}>{copied ? 'Copied' : 'Copy'}</Button>
        <Button look="primary" onClick={close}>
          Done
        </Button>
      </div>
    </Dialog>
  );
}
