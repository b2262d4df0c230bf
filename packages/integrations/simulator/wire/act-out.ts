import type { ServerResponse } from 'node:http';
import type { Runtime } from '@ballast/reliability';
import type { Fault } from '../control/fault-schema.ts';
import type { OpenEntry } from '../control/journal.ts';
import { fixtureReply, fixtures } from '../fixtures.ts';
import { html, json, type Reply } from '../reply.ts';
import type { Vendor } from '../vendor.ts';
import type { Holds } from './holds.ts';
import { malformedBody, reset, sendHalfAndHangUp, sendHalfAndStall, sendSlowly, sendWhole } from './send.ts';

/** One answer on its way to the caller. */
export interface Stage {
  readonly response: ServerResponse;
  readonly line: OpenEntry;
  readonly vendor: Vendor;
  readonly holds: Holds;
  readonly runtime: Runtime;
  /** Lets the vendor act and answer. Called once at most. */
  readonly process: () => Reply;
}

/** The answer that stands in for the vendor's, when the fault is one. */
function instead(fault: Fault, { vendor, runtime }: Stage): Reply | undefined {
  if ('preset' in fault) {
    const fixture = fixtures.get(fault.preset);
    if (fixture === undefined || fixture.answer !== undefined) return undefined;
    const reply = fixtureReply(fixture, runtime);
    return { ...reply, headers: { ...reply.headers, ...fault.headers } };
  }
  if (fault.kind !== 'status') return undefined;
  const { status, body, headers = {} } = fault;
  const usual = typeof body === 'string' ? html(status, body) : json(status, body);
  const reply = body === undefined ? vendor.failure(status) : usual;
  return { ...reply, status, headers: { ...reply.headers, ...headers } };
}

function stamped(vendor: Vendor, reply: Reply): Reply {
  const id = vendor.requestId();
  const headers = { [vendor.requestIdHeader]: id, ...reply.headers };
  return { ...reply, headers, body: reply.body.replaceAll('{{requestId}}', id) };
}

async function whole(
  { response, line, vendor }: Stage,
  reply: Reply,
  spoil?: (reply: Reply) => string,
): Promise<void> {
  const final = stamped(vendor, reply);
  line.note({ status: final.status });
  await sendWhole(response, final, spoil?.(final));
  line.note({ ending: response.writableFinished ? 'answered' : 'caller-left' });
}

/** Answers the caller, or does to the caller what the fault says. */
export async function actOut(stage: Stage, fault: Fault | undefined): Promise<void> {
  const { response, line, vendor, holds } = stage;
  const act = (): Reply => {
    const reply = stage.process();
    line.note({ tookEffect: reply.effect });
    return reply;
  };
  if (fault === undefined) return whole(stage, act());
  const other = instead(fault, stage);
  if (other !== undefined) {
    if ('effect' in fault && fault.effect) act();
    return whole(stage, other);
  }
  if ('preset' in fault) return whole(stage, act());
  switch (fault.kind) {
    case 'reset-before-effect':
    case 'reset-after-effect':
      if (fault.kind === 'reset-after-effect') act();
      line.note({ ending: 'reset' });
      return reset(response);
    case 'stall-headers':
      if (fault.effect) act();
      line.note({ ending: 'stalled' });
      await holds.untilClosed(response);
      return line.note({ ending: 'stalled' });
    case 'stall-body': {
      const reply = stamped(vendor, act());
      line.note({ status: reply.status, ending: 'stalled' });
      await sendHalfAndStall(response, reply, holds);
      return line.note({ ending: 'stalled' });
    }
    case 'slow-body': {
      const reply = stamped(vendor, act());
      line.note({ status: reply.status });
      const sent = await sendSlowly(response, reply, fault, holds);
      return line.note({ ending: sent ? 'answered' : 'caller-left' });
    }
    case 'malformed':
      return whole(stage, act(), malformedBody);
    case 'truncated': {
      const reply = stamped(vendor, act());
      line.note({ status: reply.status, ending: 'reset' });
      return sendHalfAndHangUp(response, reply);
    }
    case 'latency': {
      if (fault.late) {
        // Released from outside: the world was reset meanwhile, and nothing of before may reach it.
        if (!(await holds.waitAlone(fault.ms))) return;
        return whole(stage, act());
      }
      const reply = act();
      await holds.wait(fault.ms, response);
      return whole(stage, reply);
    }
    default:
      return whole(stage, act());
  }
}
