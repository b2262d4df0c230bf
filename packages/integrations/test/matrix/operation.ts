import type { VendorId } from '../../simulator/vendor.ts';
import type { Repeat } from '../../src/index.ts';
import type { Cell } from './world.ts';

/** `none`: nothing changes at the vendor's. `made`: something that must not be there twice. `set`: a state, the same again. */
export type Effect = 'none' | 'made' | 'set';

export interface MatrixOperation {
  readonly vendor: VendorId;
  /** As our operation is named. */
  readonly name: string;
  /** The simulator's route, where it has another name. */
  readonly route?: string;
  readonly repeat: Repeat;
  readonly effect: Effect;
  /** Statuses that are an answer to this operation and no failure. */
  readonly answers?: readonly number[];
  /** True where the vendor answers without a body that anybody reads. */
  readonly bodyless?: boolean;
  /** True where a repeat of one that went through is known by its status. */
  readonly recognised?: boolean;
  /** True where no credential is sent. */
  readonly open?: boolean;
  /** Makes what the call needs, then gives the call. */
  prepare(cell: Cell): Promise<() => Promise<unknown>>;
}

type Run = (cell: Cell) => Promise<unknown>;
/** For calls that need nothing made first. */
export const plain = (run: Run) => async (cell: Cell) => () => run(cell);

/** What is common to calls of a kind. */
export const ai = { repeat: 'safe', effect: 'none' } as const;
export const read = { repeat: 'safe', effect: 'none' } as const;
export const made = { repeat: 'after-lookup', effect: 'made' } as const;
