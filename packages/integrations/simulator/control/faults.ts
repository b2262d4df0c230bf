import type { Runtime } from '@ballast/reliability';
import { chance } from '../hash.ts';
import type { VendorId } from '../vendor.ts';
import { type Fault, type Rule, type RuleInput, ruleSchema } from './fault-schema.ts';

/** A rule that is in force, and what it did so far. */
export interface ActiveRule {
  readonly id: number;
  readonly rule: Rule;
  readonly matched: number;
  readonly hits: number;
}

/** What a rule looks at. */
export interface Target {
  readonly vendor: VendorId;
  readonly route: string;
  readonly identity: string;
  readonly attempt: number;
}

export interface Faults {
  add(rules: readonly RuleInput[]): readonly ActiveRule[];
  list(): readonly ActiveRule[];
  /** Without an id: all of them. */
  clear(id?: number): void;
  /** The fault this request meets, by the first rule that says so. */
  pick(target: Target): Fault | undefined;
}

interface State {
  id: number;
  rule: Rule;
  matched: number;
  hits: number;
  endsAtMs: number;
}

const family: readonly VendorId[] = ['google', 'gmail', 'calendar'];

function vendorOf(rule: Rule): string | undefined {
  if (rule.vendor !== undefined) return rule.vendor;
  const named = [rule.fault]
    .flat()
    .map((fault) => ('preset' in fault ? fault.preset.split('.')[0] : undefined));
  return named.every((vendor) => vendor === named[0]) ? named[0] : undefined;
}

function concerns(rule: Rule, target: Target): boolean {
  const vendor = vendorOf(rule);
  const meant =
    vendor === undefined ||
    vendor === target.vendor ||
    (rule.vendor === 'google' && family.includes(target.vendor));
  const routes = rule.route === undefined ? ['*'] : [rule.route].flat();
  const named = routes.some((route) =>
    route.endsWith('*') ? target.route.startsWith(route.slice(0, -1)) : target.route === route,
  );
  return meant && named;
}

function mostHits({ times, rate, forMs }: Rule): number {
  return times ?? (rate === undefined && forMs === undefined ? 1 : Number.POSITIVE_INFINITY);
}

/** The rules in force. Chance is drawn from the request's identity and attempt, never from the order of arrival. */
export function createFaults(runtime: Runtime): Faults {
  let states: State[] = [];
  let lastId = 0;

  const strikes = (state: State, target: Target): boolean => {
    const { rule } = state;
    if (runtime.monotonicMs() >= state.endsAtMs || state.hits >= mostHits(rule) || !concerns(rule, target))
      return false;
    state.matched += 1;
    if (state.matched <= rule.skip) return false;
    return chance(rule.seed, target.route, target.identity, target.attempt) < (rule.rate ?? 1);
  };

  return {
    add: (rules) => {
      const added = rules.map((input): State => {
        const rule = ruleSchema.parse(input);
        lastId += 1;
        const endsAtMs =
          rule.forMs === undefined ? Number.POSITIVE_INFINITY : runtime.monotonicMs() + rule.forMs;
        return { id: lastId, rule, matched: 0, hits: 0, endsAtMs };
      });
      states = [...states, ...added];
      return added;
    },
    list: () => states.map(({ id, rule, matched, hits }) => ({ id, rule, matched, hits })),
    clear: (id) => {
      states = id === undefined ? [] : states.filter((state) => state.id !== id);
    },
    pick: (target) => {
      const state = states.find((candidate) => strikes(candidate, target));
      if (state === undefined) return undefined;
      state.hits += 1;
      const { fault, seed } = state.rule;
      if (!Array.isArray(fault)) return fault;
      return fault[Math.floor(chance(seed, 'kind', target.identity, target.attempt) * fault.length)];
    },
  };
}
