import type { Tx } from '@ballast/db';
import { maxTextLength } from '../../schemas.ts';
import { createCapture } from '../capture/create.ts';
import type { InboundWork } from './work.ts';

/** Keeps what came in as a thought, or as several where it is longer than one can be. Returns how many. */
export async function captureInbound(tx: Tx, { ctx, event, payload }: InboundWork): Promise<number> {
  const parts = partsOf(payload.text, maxTextLength);
  for (const [index, part] of parts.entries()) {
    const externalId = index === 0 ? payload.externalId : `${payload.externalId}#${index + 1}`;
    await createCapture({ ctx: { ...ctx, tx }, input: { text: part, source: event.vendor, externalId } });
  }
  return parts.length;
}

/** A text in parts that a thought can hold, in code points; nearly always it is one. */
function partsOf(text: string, length: number): string[] {
  const points = [...text];
  const count = Math.ceil(points.length / length);
  return Array.from({ length: count }, (_, part) =>
    points
      .slice(part * length, (part + 1) * length)
      .join('')
      .trim(),
  ).filter((part) => part !== '');
}
