import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

/** Asks once more before a connection and its credentials are deleted. */
export function DisconnectDialog(props: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  name: string;
  busy: boolean;
  onConfirm: () => Promise<void>;
}) {
  const { open, onOpenChange, name, busy, onConfirm } = props;
  const confirm = async () => {
    await onConfirm();
    onOpenChange(false);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Disconnect ${name}?`}
      description={`Its credentials are deleted here at once. What is kept already stays, here and at ${name}; nothing more comes in or goes out.`}
    >
      <div className="flex justify-end gap-2">
        <Button onClick={() => onOpenChange(false)}>Keep it</Button>
        <Button look="danger" busy={busy} onClick={() => void confirm()}>
          Disconnect
        </Button>
      </div>
    </Dialog>
  );
}
