import { useState } from 'react';
import { toast } from 'sonner';
import { trpc } from '../../trpc/client.ts';
import { explain } from '../../trpc/explain.ts';
import { Button } from '../../ui/button.tsx';

/** Hands the person everything they keep here, as a file. */
export function AccountData() {
  const { client } = trpc.useUtils();
  const [busy, setBusy] = useState(false);
  const download = async () => {
    setBusy(true);
    try {
      const data = await client.account.export.query();
      save(JSON.stringify(data, null, 2), `ballast-${data.exportedAt.slice(0, 10)}.json`);
    } catch (error) {
      toast.error(`Nothing was exported. ${explain(error)}`);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button busy={busy} onClick={() => void download()}>
      Download your data
    </Button>
  );
}

function save(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
