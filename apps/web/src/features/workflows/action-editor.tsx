import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import { IconButton } from '../../ui/button.tsx';
import { SelectField } from '../../ui/field.tsx';
import { type ActionType, actionKinds, actionTypes, type ParamSpec } from './action-kinds.ts';
import { type ActionDraft, asType } from './draft.ts';
import { FieldRows } from './field-rows.tsx';
import { itemFields } from './item-fields.ts';
import { type ParamContext, ParamField } from './param-field.tsx';

interface Props extends Omit<ParamContext, 'mayClear'> {
  action: ActionDraft;
  number: number;
  count: number;
  /** What is wrong with a parameter, or, without a name, with the action as a whole. */
  errorAt: (param?: string) => string | undefined;
  onChange: (action: ActionDraft) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

/** One action of a workflow: its kind, and what that kind needs to know. */
export function ActionEditor(props: Props) {
  const { action, number, count, errorAt, onChange, onMove, onRemove, category, ...context } = props;
  const { icon: Icon, params, setsFields, outside } = actionKinds[action.type];
  const mayClear = action.type === 'update_record';
  const error = errorAt();
  const drawer = drawerOf(action, category);
  const change =
    ({ name }: ParamSpec) =>
    (value: string | null) =>
      onChange({ ...action, values: { ...action.values, [name]: value } });
  return (
    <li className="rounded-card border border-line bg-sheet p-4 sm:p-5">
      <div className="flex items-end gap-2">
        <Icon className="icon mb-3 text-accent" aria-hidden="true" />
        <div className="min-w-0 flex-1">
          <SelectField
            label={count > 1 ? `Action ${number}` : 'Action'}
            value={action.type}
            onChange={(event) => onChange(asType(action, event.target.value as ActionType))}
          >
            {actionTypes.map((type) => (
              <option key={type} value={type}>
                {actionKinds[type].label}
              </option>
            ))}
          </SelectField>
        </div>
        {count > 1 ? (
          <>
            <IconButton
              label={`Move action ${number} up`}
              disabled={number === 1}
              onClick={() => onMove(-1)}
              className="max-sm:hidden"
            >
              <ArrowUp className="icon" />
            </IconButton>
            <IconButton
              label={`Move action ${number} down`}
              disabled={number === count}
              onClick={() => onMove(1)}
              className="max-sm:hidden"
            >
              <ArrowDown className="icon" />
            </IconButton>
          </>
        ) : null}
        <IconButton label={`Remove action ${number}`} onClick={onRemove}>
          <Trash2 className="icon" />
        </IconButton>
      </div>
      {error ? (
        <p role="alert" className="mt-3 text-sm text-danger">
          {error}
        </p>
      ) : null}
      <div className="mt-4 space-y-4">
        {params.map((spec) => (
          <ParamField
            key={`${action.type} ${spec.name}`}
            spec={spec}
            value={action.values[spec.name] === undefined ? '' : action.values[spec.name]}
            error={errorAt(spec.name)}
            context={{ ...context, category, mayClear }}
            onChange={change(spec)}
          />
        ))}
        {setsFields ? (
          <FieldRows
            fields={action.fields}
            known={itemFields(drawer).filter(({ name }) => name.startsWith('fields.'))}
            itemFields={context.itemFields}
            errorAt={(name) => errorAt(`fields.${name}`)}
            onChange={(fields) => onChange({ ...action, fields })}
          />
        ) : null}
      </div>
      {outside ? (
        <p className="mt-4 text-xs text-faint">
          Goes to {outside} once the run is safely stored; sent once, also when the line breaks.
        </p>
      ) : null}
    </li>
  );
}

/** The drawer of the record whose fields are set. */
function drawerOf({ type, values }: ActionDraft, category: ParamContext['category']) {
  return type === 'create_record' ? (values['category'] as ParamContext['category']) : category;
}
