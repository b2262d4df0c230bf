/** The texts of the messages at the simulated Slack, by its own book; `simulator` is its address. */
export async function slackMessages(simulator: string): Promise<string[]> {
  return messagesIn(await (await fetch(`${simulator}/__sim/state`)).json());
}

/** The texts of all that has a `ts`, as Slack's messages have, wherever it lies. */
function messagesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.values(value).flatMap(messagesIn);
  return 'ts' in value && 'text' in value ? [String(value.text), ...inside] : inside;
}
