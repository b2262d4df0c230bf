import type { Tx } from '@ballast/db';
import { z } from 'zod';
import type { App, Principal } from './context.ts';
import { createLadder } from './ladder/ladder.ts';

export const { query, mutation, router, createCallerFactory } = createLadder<App, Tx, Principal>();

/** For procedures without input; an empty object is accepted, since many clients always send one. */
export const noInput = z.strictObject({}).optional();

/** Open to signed-in people only. */
export const people = ['user'] as const;
/** Open to signed-in people and to the service's own calls (cron, jobs). */
export const peopleAndService = ['user', 'service'] as const;
/** Open to the service's own calls only. */
export const serviceOnly = ['service'] as const;
