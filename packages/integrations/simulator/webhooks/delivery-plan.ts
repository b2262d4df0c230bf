import * as z from 'zod';

/** How often, and how honestly, one event is sent. Every webhook takes these beside its own fields. */
export const deliveryPlan = {
  /** Where to. Absent: the vendor's target, set when the simulator was started. */
  target: z.url({ protocol: /^https?$/ }).optional(),
  /** How many requests are sent for the one event. */
  deliveries: z.number().int().min(1).max(100).default(1),
  /** `same`: a vendor's repeat. `different`: one thing that happened, announced as if it were several. */
  eventIds: z.enum(['same', 'different']).default('same'),
  /** This many deliveries were lost before: the first one that arrives is already a repeat. */
  lost: z.number().int().min(0).max(10).default(0),
  /** All at once instead of one after the other. */
  concurrent: z.boolean().default(false),
  /** `stale`: well signed, an hour ago. */
  signature: z.enum(['valid', 'forged', 'stale', 'missing']).default('valid'),
};

export type DeliveryPlan = z.output<z.ZodObject<typeof deliveryPlan>>;

/** One of the requests of a plan. */
export interface Turn {
  /** Which event this is, from 0: all the same unless the plan says `different`. */
  readonly event: number;
  /** 0 for a first delivery, then the vendor's count of repeats. */
  readonly repeat: number;
}

export function turnsOf({ deliveries, eventIds, lost }: DeliveryPlan): readonly Turn[] {
  return Array.from({ length: deliveries }, (_, index) =>
    eventIds === 'same' ? { event: 0, repeat: lost + index } : { event: index, repeat: lost },
  );
}

/** Takes the turns one after the other, or all at once. */
export async function takeTurns<T>(plan: DeliveryPlan, take: (turn: Turn) => Promise<T>): Promise<T[]> {
  const turns = turnsOf(plan);
  if (plan.concurrent) return Promise.all(turns.map(take));
  const taken: T[] = [];
  for (const turn of turns) taken.push(await take(turn));
  return taken;
}
