/** What pages take from here: rules without a vendor, a date library or Node below them. */
export { type ReadIntent, readIntent } from './local/intent/read-intent.ts';
export type { Intent } from './local/intent/rules.ts';
