import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FormError } from '../account/form-error.tsx';
import { lookOf } from '../categories/categories.ts';
import { needsItem } from './needs-item.ts';
import { RecordPicker } from './record-picker.tsx';
import type { RunWorkflow } from './use-run-workflow.ts';

/** Asks which item a workflow is to run for, and says what kept it from running. */
export function RunDialog({ running }: { running: RunWorkflow }) {
  const { asked, error } = running;
  const forItem = asked !== null && needsItem(asked);
  return (
    <Dialog
      open={asked !== null && (forItem || error !== null)}
      onOpenChange={(open) => !open && running.cancel()}
      title={asked ? `Run “${asked.name}”` : 'Run'}
      {...(forItem ? { description: 'It works on an item. Which one is it to run for?' } : {})}
    >
      {asked && forItem ? <ForItem key={asked.id} running={running} /> : <FormError message={error} />}
    </Dialog>
  );
}

function ForItem({ running }: { running: RunWorkflow }) {
  const [itemId, setItemId] = useState('');
  const category = running.asked?.trigger.category;
  return (
    <div className="space-y-4">
      <RecordPicker
        label={category ? `Item of ${lookOf(category).label}` : 'Item'}
        category={category}
        value={itemId}
        onChange={setItemId}
      />
      <FormError message={running.error} />
      <div className="flex justify-end gap-2">
        <Button onClick={running.cancel}>Cancel</Button>
        <Button
          look="primary"
          busy={running.busy}
          disabled={itemId === ''}
          onClick={() => running.run(itemId)}
        >
          Run now
        </Button>
      </div>
    </div>
  );
}
