import type { Runtime } from '@ballast/reliability';
import { fixture, fixtureOfStatus, fixtureReply } from '../../fixtures.ts';
import { json, type Reply } from '../../reply.ts';

/** Notion's error body. */
export function notionError(status: number, code: string, message: string): Reply {
  return json(status, { object: 'error', status, code, message, request_id: '{{requestId}}' });
}

export function validation(message: string): Reply {
  return notionError(400, 'validation_error', message);
}

/** Something that is not there, or that nobody shared with the integration: the answer is the same. */
export function notFound(kind: string, id: string): Reply {
  return notionError(
    404,
    'object_not_found',
    `Could not find ${kind} with ID: ${id}. Make sure the relevant pages and databases are shared with your integration.`,
  );
}

export function recorded(name: string, runtime: Runtime): Reply {
  return fixtureReply(fixture('notion', name), runtime);
}

/** The usual answer with this status. */
export function failure(status: number, runtime: Runtime): Reply {
  const entry = fixtureOfStatus('notion', status);
  if (entry !== undefined) return fixtureReply(entry, runtime);
  const code = status >= 500 ? 'internal_server_error' : 'invalid_request';
  return notionError(status, code, `Request failed with status ${status}.`);
}
