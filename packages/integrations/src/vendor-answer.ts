import type * as z from 'zod';
import { IntegrationError } from './errors.ts';
import type { Operation } from './operation.ts';

/**
 * The part of a vendor's answer that is read. A text where JSON should be was garbled on its way, which a repeat may
 * mend; JSON of another shape was not. Either way what was asked may have been done.
 */
export function readVendorAnswer<T>(schema: z.ZodType<T>, answer: unknown, operation: Operation): T {
  if (typeof answer === 'string') throw new SyntaxError('The answer is no JSON.');
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw new IntegrationError({
    vendor: operation.vendor,
    operation: operation.name,
    code: 'dependency_answer_unusable',
    vendorCode: 'off_schema',
    outcome: 'unknown',
    retryable: false,
  });
}

/** A call that makes no sense at the vendor's and is not sent. `why` is a code such as `no_recipient`. */
export function notSent({ vendor, name }: Operation, why: string): IntegrationError {
  return new IntegrationError({
    vendor,
    operation: name,
    code: 'dependency_refused',
    vendorCode: why,
    outcome: 'not_sent',
    retryable: false,
  });
}
