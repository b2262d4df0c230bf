import { DomainError } from '../../errors.ts';
import { type Item, valueAt } from './item.ts';

/** What a template's names stand for. */
export interface TemplateScope {
  /** Undefined when the run has no item. */
  readonly item: Item | undefined;
  /** The trigger that set the run off. */
  readonly trigger: Readonly<Record<string, unknown>>;
  readonly workflow: { readonly name: string };
  /** The day of the run in the owner's timezone, `YYYY-MM-DD`. */
  readonly today: string;
}

const expression = /\{\{\s*([^{}]*?)\s*\}\}/g;
const triggerName = /^trigger(\.[A-Za-z_][A-Za-z0-9_]*){1,5}$/;

/**
 * What is wrong with a template, in words for a person; undefined when every name in it is known.
 * @param itemNames what `item.` may be followed by; empty when the workflow has no item
 */
export function templateProblem(template: string, itemNames: readonly string[]): string | undefined {
  const rest = template.replaceAll(expression, '');
  if (rest.includes('{{') || rest.includes('}}')) return 'A {{ or }} has no partner.';
  for (const [whole, name = ''] of template.matchAll(expression)) {
    if (isKnown(name, itemNames)) continue;
    if (name.startsWith('item.') && itemNames.length === 0) {
      return `${whole} stands for nothing: a scheduled workflow has no item.`;
    }
    const known = [...itemNames.map((field) => `item.${field}`), 'trigger.…', 'workflow.name', 'today'];
    return `${whole} is not known. Known are ${known.join(', ')}.`;
  }
  return undefined;
}

function isKnown(name: string, itemNames: readonly string[]): boolean {
  if (name === 'today' || name === 'workflow.name' || triggerName.test(name)) return true;
  return name.startsWith('item.') && itemNames.includes(name.slice('item.'.length));
}

/**
 * Fills a template in, once: what an item's own text looks like is never read as a template. A field without a value
 * is left empty.
 * @throws DomainError `validation_failed` when it speaks of an item and there is none
 */
export function fillIn(template: string, scope: TemplateScope): string {
  return template.replaceAll(expression, (whole, name: string) => {
    if (name.startsWith('item.') && scope.item === undefined) {
      throw new DomainError('validation_failed', `${whole} stands for nothing: this run has no item.`);
    }
    return asText(valueAt(scope, name));
  });
}

function asText(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map(asText).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
