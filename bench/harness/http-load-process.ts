/** The process behind `startLoadProcess`. */
import { Agent, get } from 'node:http';
import { callsWithin } from './cost.ts';
import type { Load } from './http-load.ts';

function ask(url: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      response.resume();
      response.once('end', () =>
        response.statusCode === 200 ? resolve() : reject(new Error(`HTTP ${response.statusCode}`)),
      );
    }).once('error', reject);
  });
}

process.on('message', async ({ url, connections, durationMs }: Load) => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  try {
    const calls = await callsWithin(() => ask(url, agent), { callers: connections, durationMs });
    process.send?.({ calls });
  } catch (error) {
    process.send?.({ calls: 0, failure: String(error) });
  } finally {
    agent.destroy();
  }
});
