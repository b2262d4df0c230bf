import type { Outcome } from '@ballast/reliability';
import type { FaultInput } from '../../simulator/control/fault-schema.ts';
import type { VendorId } from '../../simulator/vendor.ts';
import type { IntegrationCode } from '../../src/index.ts';
import type { MatrixOperation } from './operation.ts';

/** What must come of a fault that lasts. */
export interface Expected {
  /** `answer`: it is one. `mended`: the client helps itself. */
  readonly ends: IntegrationCode | 'answer' | 'mended';
  readonly outcome?: Outcome;
  /** Whether another attempt is made; where the outcome is unknown, only where a repeat does no harm. */
  readonly retried: boolean;
  /** The wait the vendor asks for, in ms: a floor. */
  readonly leastWaitMs?: number;
  /** Told instead of waited for, in ms. */
  readonly retryAfterMs?: number;
  /** Where a fault that lasts ends elsewhere than the rules say: how, and after how many requests. */
  readonly lasting?: { readonly ends: IntegrationCode | 'answer'; readonly requests: number };
}

export interface MatrixFault {
  readonly name: string;
  /** Undefined: it does not apply. `nowMs` is the simulator's wall clock. */
  fault(operation: MatrixOperation, nowMs: number): FaultInput | undefined;
  expected(operation: MatrixOperation): Expected;
}

const google: readonly VendorId[] = ['gmail', 'calendar'];
const isGoogle = ({ vendor }: MatrixOperation) => google.includes(vendor);
const isAi = ({ vendor }: MatrixOperation) => vendor === 'openai' || vendor === 'anthropic';

const limited = { ends: 'dependency_rate_limited', outcome: 'rejected', retried: true } as const;
const ill = { ends: 'dependency_unavailable', outcome: 'unknown', retried: true } as const;
const garbled = { ...ill, ends: 'dependency_answer_unusable' } as const;
const slow = { ends: 'attempt_timeout', outcome: 'unknown', retried: true } as const;
const refused = { ends: 'dependency_refused', outcome: 'rejected', retried: false } as const;
const lockedOut = { ends: 'reconnect_needed', outcome: 'rejected', retried: false } as const;
const spent = { ends: 'dependency_quota_exhausted', outcome: 'rejected', retried: false } as const;

function limit(name: string, retryAfter: (nowMs: number) => string, more: Partial<Expected>): MatrixFault {
  return {
    name,
    fault: ({ vendor }, nowMs) => ({
      kind: 'status',
      status: 429,
      headers: { 'retry-after': retryAfter(nowMs) },
      // OpenAI's recorded one also says it in milliseconds, which would win.
      ...(vendor === 'openai'
        ? { body: { error: { message: 'Slow down', type: 'requests', code: null } } }
        : {}),
    }),
    expected: () => ({ ...limited, ...more }),
  };
}

/** A status, with what it means where that differs from vendor to vendor. */
function status(
  code: number,
  usual: Expected,
  special?: (operation: MatrixOperation) => Expected | undefined,
): MatrixFault {
  return {
    name: String(code),
    fault: () => ({ kind: 'status', status: code }),
    expected: (operation) =>
      operation.answers?.includes(code)
        ? { ends: 'answer', retried: false }
        : (special?.(operation) ?? usual),
  };
}

function wire(name: string, fault: FaultInput, expected: Expected, needsBody = false): MatrixFault {
  return {
    name,
    fault: ({ bodyless }) => (needsBody && bodyless ? undefined : fault),
    expected: () => expected,
  };
}

/** A recorded error, for the vendors that have one of the kind. */
function recorded(name: string, presets: Partial<Record<VendorId, string>>, expected: Expected): MatrixFault {
  return {
    name,
    fault: ({ vendor, open }) => {
      const preset = presets[vendor];
      return preset === undefined || (open && vendor === 'slack')
        ? undefined
        : { preset: `${vendor}.${preset}` };
    },
    expected: () => expected,
  };
}

const slack = (error: string, expected: Expected) => recorded(`200 ${error}`, { slack: error }, expected);

/** Everything that can go wrong with one request. */
export const faults: readonly MatrixFault[] = [
  limit('429, seconds', () => '7', { leastWaitMs: 7_000 }),
  limit('429, date', (nowMs) => new Date(nowMs + 8_000).toUTCString(), { leastWaitMs: 1_000 }),
  limit('429, too long', () => '120', { retried: false, retryAfterMs: 120_000 }),
  status(500, ill),
  status(502, ill),
  status(503, ill),
  status(504, ill),
  // Those who document it say that nothing was done.
  status(529, ill, ({ vendor }) =>
    vendor === 'anthropic' || vendor === 'notion' ? { ...ill, outcome: 'rejected' } : undefined,
  ),
  wire('reset before', 'reset-before-effect', ill),
  wire('reset after', 'reset-after-effect', ill),
  wire('stalled headers', 'stall-headers', slow),
  wire('stalled body', 'stall-body', slow, true),
  wire('drip', { kind: 'slow-body', everyMs: 8_000, bytes: 1 }, slow, true),
  {
    ...wire('malformed', 'malformed', garbled, true),
    // A garbled answer hides that the call went through, but not the status that its repeat is recognised by.
    expected: ({ recognised }) =>
      recognised ? { ...garbled, lasting: { ends: 'answer', requests: 2 } } : garbled,
  },
  wire('truncated', 'truncated', ill, true),
  slack('ratelimited_ok_false', limited),
  slack('internal_error', ill),
  slack('fatal_error', ill),
  slack('service_unavailable', ill),
  slack('request_timeout', { ...ill, outcome: 'rejected' }),
  slack('channel_not_found', refused),
  slack('not_in_channel', refused),
  slack('missing_scope', refused),
  slack('account_inactive', lockedOut),
  status(400, refused),
  {
    name: '401, refreshable',
    fault: (operation) => (isGoogle(operation) ? 'expire-token' : undefined),
    expected: () => ({
      ends: 'mended',
      retried: false,
      // The token that was fetched dies as well.
      lasting: { ends: 'reconnect_needed', requests: 2 },
    }),
  },
  {
    name: '401, dead',
    fault: ({ open }) => (open ? undefined : { kind: 'expire-token', dead: true }),
    expected: () => lockedOut,
  },
  recorded('403, limit', { gmail: 'user_rate_limit_exceeded', calendar: 'rate_limit_exceeded' }, limited),
  recorded('403, wait in message', { gmail: 'user_rate_limit_exceeded' }, { ...limited, leastWaitMs: 2_000 }),
  recorded(
    '403, permission',
    {
      openai: 'permission_denied',
      anthropic: 'permission_error',
      slack: 'forbidden',
      notion: 'restricted_resource',
      gmail: 'insufficient_permissions',
      calendar: 'forbidden',
      google: 'forbidden',
    },
    refused,
  ),
  status(404, refused),
  status(409, refused, ({ vendor }) => {
    if (vendor === 'openai') return { ...ill, outcome: 'rejected' };
    if (vendor === 'gmail') return { ...ill, outcome: 'rejected' };
    return vendor === 'notion' ? ill : undefined;
  }),
  status(410, refused),
  status(412, refused),
  recorded(
    'quota exhausted',
    {
      openai: 'insufficient_quota',
      anthropic: 'enforced_spend_limit_reached',
      gmail: 'daily_limit_exceeded',
      calendar: 'quota_exceeded',
    },
    spent,
  ),
];

/** Attempts that must be seen on the wire when the fault lasts, with three repeats allowed. */
export function attemptsWhileItLasts(operation: MatrixOperation, expected: Expected): number {
  if (expected.lasting !== undefined) return expected.lasting.requests;
  const repeatable = expected.outcome !== 'unknown' || operation.repeat === 'safe' || isAi(operation);
  return expected.retried && repeatable ? 4 : 1;
}
