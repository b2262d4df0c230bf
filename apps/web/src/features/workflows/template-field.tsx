import { Braces } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '../../ui/button.tsx';
import { TextArea, TextField } from '../../ui/field.tsx';
import { Menu, MenuItem, MenuLabel } from '../../ui/menu.tsx';
import type { ItemField } from './item-fields.ts';
import { templateWords } from './words.ts';

interface Props {
  label: string;
  lines?: 'one' | 'several';
  value: string;
  onChange: (value: string) => void;
  /** What the workflow's item has; empty when it has no item. */
  itemFields: readonly ItemField[];
  required?: boolean;
  maxLength?: number | undefined;
  hint?: string | undefined;
  error?: string | undefined;
}

const always = [
  { text: '{{today}}', label: 'The day of the run' },
  { text: '{{workflow.name}}', label: 'This workflow’s name' },
];

/** A text that may hold what is only known when the workflow runs; a menu puts it in where the cursor is. */
export function TemplateField({ label, lines = 'one', itemFields, onChange, required, ...rest }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const cursor = useRef<number | null>(null);
  const Field = lines === 'one' ? TextField : TextArea;
  const insert = (text: string) => {
    const at = cursor.current ?? rest.value.length;
    onChange(rest.value.slice(0, at) + text + rest.value.slice(at));
    cursor.current = at + text.length;
  };
  const input = () => frame.current?.querySelector<HTMLInputElement | HTMLTextAreaElement>('input, textarea');
  return (
    <div ref={frame} className="relative min-w-0">
      <Field
        label={required ? label : `${label} (optional)`}
        autoComplete="off"
        {...rest}
        hint={rest.value.includes('{{') ? `Reads: ${templateWords(rest.value)}` : rest.hint}
        onChange={(event: { target: { value: string; selectionStart: number | null } }) => {
          cursor.current = event.target.selectionStart;
          onChange(event.target.value);
        }}
        onSelect={(event: { currentTarget: { selectionStart: number | null } }) => {
          cursor.current = event.currentTarget.selectionStart;
        }}
      />
      <div className="absolute -top-1 right-0">
        <Menu
          label={`Insert into ${label}`}
          trigger={
            <Button
              size="sm"
              look="plain"
              className="h-7! px-2! text-xs!"
              aria-label={`Insert into ${label}`}
            >
              <Braces className="size-3.5" aria-hidden="true" />
              Insert
            </Button>
          }
          onClosed={() => input()?.focus()}
        >
          <div className="max-h-72 overflow-y-auto">
            {itemFields.length > 0 ? <MenuLabel>Of the item</MenuLabel> : null}
            {itemFields
              .filter(({ name }) => name !== 'id' && name !== 'version')
              .map(({ name, label: field }) => (
                <MenuItem key={name} onSelect={() => insert(`{{item.${name}}}`)}>
                  {field}
                </MenuItem>
              ))}
            <MenuLabel>Of the run</MenuLabel>
            {always.map(({ text, label: what }) => (
              <MenuItem key={text} onSelect={() => insert(text)}>
                {what}
              </MenuItem>
            ))}
          </div>
        </Menu>
      </div>
    </div>
  );
}
