import { type Simulator, startSimulator } from '../../simulator/index.ts';
import { type Ai, type AiEnv, createAi, type DoorOptions, defaultAiEnv } from '../../src/index.ts';
import { createDoorBench, type DoorBench, type Ended, until } from '../door-bench.ts';

/** Keys as they would be; searched for by value in everything that is told. */
export const keys = {
  openai: 'sk-proj-very-secret-openai',
  anthropic: 'sk-ant-very-secret-anthropic',
} as const;

/** The AI services through the official SDKs against the simulator, on a clock the test moves. */
export interface AiBench extends DoorBench, AsyncDisposable {
  readonly ai: Ai;
  readonly simulator: Simulator;
  /** Requests the vendor has seen, in order. */
  seen(vendor: 'openai' | 'anthropic'): ReturnType<Simulator['journal']>;
  /** Drives a call to its end; while a fault holds it, time passes until it is let go. */
  settle<T>(work: Promise<T>): Promise<Ended<T>>;
}

export async function createAiBench(
  options: { env?: Partial<AiEnv>; door?: Omit<DoorOptions, 'runtime' | 'logger' | 'onCall'> } = {},
): Promise<AiBench> {
  const bench = createDoorBench(options.door);
  const simulator = await startSimulator({ runtime: bench.runtime });
  const env: AiEnv = {
    ...defaultAiEnv(),
    OPENAI_API_KEY: keys.openai,
    OPENAI_BASE_URL: `${simulator.url}/openai/v1`,
    ANTHROPIC_API_KEY: keys.anthropic,
    ANTHROPIC_BASE_URL: `${simulator.url}/anthropic`,
    ...options.env,
  };
  const ai = createAi({ door: bench.door, env, runtime: bench.runtime });
  return {
    ...bench,
    ai,
    simulator,
    seen: (vendor) => simulator.journal({ vendor }),
    settle: async (work) => {
      let over = false;
      const release = async () => {
        for (;;) {
          await until(() => over || simulator.held() > 0);
          if (over) return;
          // The client notices the half that was sent before its time is up.
          for (let turns = 0; turns < 20; turns++) await bench.runtime.settle();
          while (!over && simulator.held() > 0) await bench.runtime.advance(500);
        }
      };
      const releasing = release();
      const ended = await bench.drive(work);
      over = true;
      await releasing;
      return ended;
    },
    [Symbol.asyncDispose]: () => simulator.close(),
  };
}
