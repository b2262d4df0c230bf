/** Runs one bench file in this process and sends its result to the parent: `run-one.ts <path>`. */
import { pathToFileURL } from 'node:url';
import type { Bench } from './bench.ts';

const { bench } = (await import(pathToFileURL(process.argv[2] ?? '').href)) as { bench?: Bench };
if (!bench) throw new Error(`${process.argv[2]} exports no "bench".`);
const result = await bench.run();
await new Promise((resolve) => process.send?.({ name: bench.name, result }, resolve));
process.disconnect?.();
