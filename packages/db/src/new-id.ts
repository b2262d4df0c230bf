import { randomBytes } from 'node:crypto';
import { type Runtime, systemRuntime } from '@ballast/reliability';

/** Makes UUIDs of version 7: the time in ms first, so that ids sort, and indexes grow, by time of creation. */
export function createIdSource(runtime: Runtime): () => string {
  return () => {
    const bytes = randomBytes(16);
    bytes.writeUIntBE(runtime.now(), 0, 6);
    bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
    bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
    const hex = bytes.toString('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  };
}

/** A new UUID v7 by this process's clock. */
export const newId: () => string = createIdSource(systemRuntime);
