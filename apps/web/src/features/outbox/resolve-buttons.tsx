import { toast } from 'sonner';
import { trpc } from '../../trpc/client.ts';
import { explain } from '../../trpc/explain.ts';
import { Button } from '../../ui/button.tsx';

interface Props {
  messageId: string;
  /** What the message is, for the buttons' names. */
  about: string;
  /** Unknown: did it arrive? Failed: it did not, and can be sent again. */
  status: 'unknown' | 'failed';
}

/** The person's word on a message abroad: it is there, or it is to be sent again. */
export function ResolveButtons({ messageId, about, status }: Props) {
  const utils = trpc.useUtils();
  const { mutateAsync, isPending, variables } = trpc.outbox.resolve.useMutation();
  const resolve = async (resolution: 'arrived' | 'send_again') => {
    try {
      await mutateAsync({ id: messageId, resolution });
      toast(resolution === 'arrived' ? 'Noted: it arrived' : 'It is sent again');
    } catch (error) {
      toast.error(explain(error));
    }
    await Promise.all([
      utils.outbox.invalidate(),
      utils.action.invalidate(),
      utils.workflow.executions.invalidate(),
      utils.workflow.execution.invalidate(),
    ]);
  };
  const busy = (resolution: string) => isPending && variables.resolution === resolution;
  return (
    <div className="flex flex-wrap gap-2">
      {status === 'unknown' ? (
        <Button
          size="sm"
          busy={busy('arrived')}
          disabled={isPending}
          aria-label={`It arrived: ${about}`}
          onClick={() => void resolve('arrived')}
        >
          It arrived
        </Button>
      ) : null}
      <Button
        size="sm"
        busy={busy('send_again')}
        disabled={isPending}
        aria-label={`Send again: ${about}`}
        onClick={() => void resolve('send_again')}
      >
        Send again
      </Button>
    </div>
  );
}
