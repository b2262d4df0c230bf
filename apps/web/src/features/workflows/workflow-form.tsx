import { Plus } from 'lucide-react';
import Link from 'next/link';
import { type FormEvent, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { explain, reasonOf } from '../../trpc/explain.ts';
import { Button, buttonClass, SubmitButton } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { FormError } from '../account/form-error.tsx';
import { ActionEditor } from './action-editor.tsx';
import { type ActionDraft, definitionOf, newAction, type WorkflowDraft } from './draft.ts';
import { noErrors, readFieldErrors, summaryOf } from './field-errors.ts';
import { FormPart } from './form-part.tsx';
import { itemFields } from './item-fields.ts';
import { TriggerEditor } from './trigger-editor.tsx';

interface Props {
  initial: WorkflowDraft;
  submitLabel: string;
  cancelHref: string;
  /** Saves it. What it throws is shown at the fields it is about. */
  onSave: (definition: ReturnType<typeof definitionOf>) => Promise<void>;
}

/** A workflow as a form: what sets it off, under which conditions, and what is then done, in order. */
export function WorkflowForm({ initial, submitLabel, cancelHref, onSave }: Props) {
  const [draft, setDraft] = useState(initial);
  const [errors, setErrors] = useState(noErrors);
  const [summary, setSummary] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  const change = (changes: Partial<WorkflowDraft>) => setDraft({ ...draft, ...changes });
  const setActions = (actions: readonly ActionDraft[]) => {
    // Errors are told by number: after a row has come or gone they would stand at the wrong one.
    if (actions.length !== draft.actions.length) setErrors(noErrors);
    change({ actions });
  };
  const send = async () => {
    setBusy(true);
    setSummary(null);
    setErrors(noErrors);
    try {
      await onSave(definitionOf(draft));
    } catch (thrown) {
      const message = explain(thrown);
      const found = reasonOf(thrown) === 'validation_failed' ? readFieldErrors(message) : noErrors;
      flushSync(() => {
        setErrors(found);
        setSummary(summaryOf(message, found));
        setBusy(false);
      });
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    } finally {
      setBusy(false);
    }
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!busy) void send();
  };

  const hasItem = draft.type !== 'scheduled';
  const category = hasItem && draft.category !== '' ? draft.category : undefined;
  const fields = hasItem ? itemFields(category) : [];
  const { actions } = draft;
  const actionsError = errors.get('actions');
  return (
    <form ref={form} onSubmit={onSubmit} noValidate className="space-y-10">
      <TextField
        label="Name"
        value={draft.name}
        maxLength={100}
        autoComplete="off"
        error={errors.get('name')}
        onChange={(event) => change({ name: event.target.value })}
      />
      <FormPart title="When">
        <TriggerEditor
          draft={draft}
          itemFields={fields}
          errors={errors}
          onChange={(changes) => {
            if (changes.conditions && changes.conditions.length !== draft.conditions.length)
              setErrors(noErrors);
            change(changes);
          }}
        />
      </FormPart>
      <FormPart title="Then" intro="In this order, all or nothing.">
        <ol className="space-y-3">
          {actions.map((action, index) => (
            <ActionEditor
              key={action.key}
              action={action}
              number={index + 1}
              count={actions.length}
              hasItem={hasItem}
              category={category}
              itemFields={fields}
              errorAt={(param) => errors.get(['actions', index, 'params', param].filter(isGiven).join('.'))}
              onChange={(changed) =>
                setActions(actions.map((each) => (each.key === changed.key ? changed : each)))
              }
              onMove={(by) => setActions(moved(actions, index, by))}
              onRemove={() => setActions(actions.filter((each) => each.key !== action.key))}
            />
          ))}
        </ol>
        {actionsError ? (
          <p role="alert" className="mt-3 text-sm text-danger">
            {actionsError}
          </p>
        ) : null}
        <Button size="sm" className="mt-3" onClick={() => setActions([...actions, newAction('create_task')])}>
          <Plus className="icon" aria-hidden="true" />
          Add an action
        </Button>
      </FormPart>
      <div className="space-y-4">
        <FormError message={summary} />
        <div className="flex flex-wrap gap-2">
          <SubmitButton look="primary" busy={busy}>
            {submitLabel}
          </SubmitButton>
          <Link href={cancelHref} className={buttonClass('plain')}>
            Cancel
          </Link>
        </div>
      </div>
    </form>
  );
}

function isGiven(part: string | number | undefined): boolean {
  return part !== undefined;
}

function moved(actions: readonly ActionDraft[], index: number, by: -1 | 1): readonly ActionDraft[] {
  const action = actions[index];
  return action ? actions.toSpliced(index, 1).toSpliced(index + by, 0, action) : actions;
}
