import { SelectField, TextField } from '../../ui/field.tsx';
import { captureSetting } from './setting.ts';

/** Which mail is kept. */
export function GmailFields({ settings }: { settings: Readonly<Record<string, unknown>> }) {
  const capture = captureSetting(settings);
  return (
    <div className="grid gap-4 sm:grid-cols-[9rem_1fr]">
      <SelectField label="Keep mail by" name="captureKind" defaultValue={capture.kind}>
        <option value="label">label</option>
        <option value="address">address</option>
      </SelectField>
      <TextField
        label="Which one"
        name="captureValue"
        defaultValue={capture.value}
        placeholder="Ballast"
        autoComplete="off"
        hint="A label’s name, or the address mail is sent to. Empty: no mail is kept."
      />
    </div>
  );
}
