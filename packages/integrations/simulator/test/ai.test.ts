import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Simulator, startSimulator } from '../index.ts';
import { anthropic, openai, rejection } from './clients.ts';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());
beforeEach(() => simulator.reset());

const schema = {
  type: 'object',
  properties: {
    category: { type: 'string', enum: ['people', 'projects', 'ideas', 'admin'] },
    confidence: { type: 'number' },
    title: { type: 'string' },
    due: { type: ['string', 'null'] },
  },
  required: ['category', 'confidence', 'title', 'due'],
  additionalProperties: false,
};
const thought = 'Pay the electricity bill by 2026-03-02';

describe('OpenAI', () => {
  const format = { type: 'json_schema', name: 'filing', strict: true, schema } as const;

  it('answers a response by its schema, the same each time', async () => {
    const ask = () =>
      openai(simulator).responses.create({ model: 'gpt-5-mini', input: thought, text: { format } });
    const [first, second] = [await ask(), await ask()];
    expect(JSON.parse(first.output_text)).toMatchObject({
      category: 'admin',
      due: '2026-03-02T00:00:00.000Z',
    });
    expect(second.output_text).toBe(first.output_text);
    expect(first.usage?.total_tokens).toBeGreaterThan(0);
    expect(first._request_id).toMatch(/^req_/);
  });

  it('gives a day where a day is asked for, and the time of that day beside it', async () => {
    const properties = {
      dueDate: { type: ['string', 'null'] },
      dueTime: { type: ['string', 'null'] },
      dueAt: { type: ['string', 'null'] },
    };
    const asked = { ...format, schema: { ...schema, properties, required: Object.keys(properties) } };
    const input = JSON.stringify({ text: 'Call the dentist on 2026-03-02 at 3pm' });
    const answer = await openai(simulator).responses.create({
      model: 'gpt-5-mini',
      input,
      text: { format: asked },
    });
    expect(JSON.parse(answer.output_text)).toEqual({
      dueDate: '2026-03-02',
      dueTime: '15:00',
      dueAt: '2026-03-02T15:00:00.000Z',
    });
  });

  it('answers a chat completion by its schema', async () => {
    const completion = await openai(simulator).chat.completions.create({
      model: 'gpt-5-mini',
      messages: [{ role: 'user', content: thought }],
      response_format: { type: 'json_schema', json_schema: { name: 'filing', strict: true, schema } },
    });
    expect(completion.choices[0]?.finish_reason).toBe('stop');
    expect(JSON.parse(completion.choices[0]?.message.content ?? '')).toMatchObject({ category: 'admin' });
  });

  it('puts texts that share words nearer to each other than to strangers', async () => {
    const { data } = await openai(simulator).embeddings.create({
      model: 'text-embedding-3-small',
      input: ['pay the electricity bill', 'the electricity bill is paid', 'lunch with Sarah'],
    });
    const [bill, paid, lunch] = data.map(({ embedding }) => embedding);
    const near = (a: number[] = [], b: number[] = []) =>
      a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
    expect(near(bill, paid)).toBeGreaterThan(near(bill, lunch) + 0.3);
    expect(near(bill, bill)).toBeCloseTo(1, 5);
  });

  it('refuses a strict schema that is open, an unknown model, and a key that says it is invalid', async () => {
    const open = { ...schema, additionalProperties: true };
    const ask = (model: string, inner: object, key?: string) =>
      rejection(
        openai(simulator, key).responses.create({
          model,
          input: thought,
          text: { format: { ...format, schema: inner as Record<string, unknown> } },
        }),
      );
    expect(await ask('gpt-5-mini', open)).toMatchObject({ status: 400, code: 'invalid_json_schema' });
    expect(await ask('missing-1', schema)).toMatchObject({ status: 404, code: 'model_not_found' });
    expect(await ask('gpt-5-mini', schema, 'sk-invalid')).toMatchObject({
      status: 401,
      code: 'invalid_api_key',
    });
  });

  it('refuses to answer, cuts the answer short, or strays from the schema when it is told to', async () => {
    const ask = () =>
      openai(simulator).responses.create({ model: 'gpt-5-mini', input: thought, text: { format } });
    simulator.faults([
      { fault: { preset: 'openai.refusal' } },
      { fault: { preset: 'openai.length' } },
      { fault: { preset: 'openai.off_schema' } },
      { fault: { preset: 'openai.not_json' } },
    ]);
    expect((await ask()).output[0]).toMatchObject({ content: [{ type: 'refusal' }] });
    expect(await ask()).toMatchObject({
      status: 'incomplete',
      incomplete_details: { reason: 'max_output_tokens' },
    });
    expect(JSON.parse((await ask()).output_text)).toEqual({ unexpected: expect.any(String) });
    expect((await ask()).output_text).toMatch(/^Sure!/);
  });
});

describe('Anthropic', () => {
  const body = {
    model: 'claude-sonnet-5',
    max_tokens: 500,
    messages: [{ role: 'user' as const, content: thought }],
    output_config: { format: { type: 'json_schema' as const, schema } },
  };

  it('answers a message by its schema', async () => {
    const message = await anthropic(simulator).messages.create(body);
    const [block] = message.content;
    expect(message.stop_reason).toBe('end_turn');
    expect(block?.type === 'text' && JSON.parse(block.text)).toMatchObject({ category: 'admin' });
    expect(message._request_id).toMatch(/^req_/);
  });

  it('takes x-api-key as well as a bearer, and neither without a version', async () => {
    const headers = { 'x-api-key': 'sk-ant-test', 'content-type': 'application/json' };
    const post = (more: object) =>
      fetch(`${simulator.url}/anthropic/v1/messages`, {
        method: 'POST',
        headers: { ...headers, ...more },
        body: JSON.stringify(body),
      });
    expect((await post({ 'anthropic-version': '2026-10-21' })).status).toBe(200);
    expect((await post({ 'anthropic-version': '1999-01-01' })).status).toBe(400);
    const without = await post({});
    expect(await without.json()).toMatchObject({ type: 'error', error: { type: 'invalid_request_error' } });
  });

  it('refuses sampling, and shows its errors with type and request id', async () => {
    const sampling = rejection(anthropic(simulator).messages.create({ ...body, temperature: 0 } as never));
    expect(await sampling).toMatchObject({ status: 400, type: 'invalid_request_error' });
    simulator.faults([{ fault: { preset: 'anthropic.enforced_spend_limit_reached' } }]);
    const spent = await rejection(anthropic(simulator).messages.create(body));
    expect(spent).toMatchObject({
      status: 429,
      error: { error: { details: { error_code: 'enforced_spend_limit_reached' } } },
      requestID: expect.stringMatching(/^req_/),
    });
  });
});
