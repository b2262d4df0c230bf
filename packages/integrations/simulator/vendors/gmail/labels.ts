import { text } from '../../json.ts';
import { json, type Reply } from '../../reply.ts';
import type { Call, World } from '../../vendor.ts';
import { badRequest, recorded } from '../google/errors.ts';
import type { Label, Mailbox } from './state.ts';

function shown({ id, name, type }: Label) {
  return { id, name, type, messageListVisibility: 'show', labelListVisibility: 'labelShow' };
}

/** `users.labels.list`. */
export function listLabels(box: Mailbox): Reply {
  return json(200, { labels: [...box.labels.values()].map(shown) });
}

/** `users.labels.get`. */
export function getLabel({ params }: Call, box: Mailbox, { runtime }: World): Reply {
  const label = box.labels.get(params['id'] ?? '');
  return label === undefined ? recorded('gmail', 'not_found', runtime) : json(200, shown(label));
}

/** `users.labels.create`: 409 when the name is taken. */
export function createLabel({ body }: Call, box: Mailbox, { runtime, ids }: World): Reply {
  const name = text(body['name'])?.trim();
  if (!name) return badRequest('invalidArgument', 'Invalid label name');
  const taken = [...box.labels.values()].some((label) => label.name.toLowerCase() === name.toLowerCase());
  if (taken) return recorded('gmail', 'conflict', runtime);
  const label: Label = { id: `Label_${1 + ids.next('gmail.label')}`, name, type: 'user' };
  box.labels.set(label.id, label);
  return json(200, shown(label), { effect: true });
}
