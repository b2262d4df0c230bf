import { duePhrase } from './due-phrase.ts';
import type { ActionFact } from './facts.ts';
import { literal } from './markdown.ts';

/** One action as a line: its title, its first step where the record names one, and when it is due. */
export function actionLine(
  action: ActionFact,
  nowMs: number,
  timezone: string,
  options: { readonly titleLength: number; readonly withStep: boolean },
): string {
  const step = options.withStep ? stepOf(action.fields) : undefined;
  const due = duePhrase(action, nowMs, timezone);
  const details = [step === undefined ? undefined : literal(step, options.titleLength), due].filter(
    (detail) => detail !== undefined,
  );
  const title = literal(action.title, options.titleLength);
  return details.length === 0 ? title : `${title}: ${details.join(', ')}`;
}

function stepOf(fields: unknown): string | undefined {
  if (typeof fields !== 'object' || fields === null) return undefined;
  const step =
    'nextAction' in fields ? fields.nextAction : 'followUp' in fields ? fields.followUp : undefined;
  return typeof step === 'string' && step.trim() !== '' ? step : undefined;
}
