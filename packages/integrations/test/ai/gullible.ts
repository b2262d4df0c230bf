import { type ScriptedServer, startScript } from '../scripted-server.ts';

/** A request to a model, taken apart: our words and the data. */
export interface Asked {
  readonly path: string;
  readonly instructions: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly authorization: string | undefined;
}

/** What a server that plays a model answers. */
export type Reply = (asked: Asked) => unknown;

function asked(path: string, body: string, authorization: string | undefined): Asked {
  const request = JSON.parse(body);
  const openai = path.endsWith('/responses');
  return {
    path,
    instructions: openai ? request.instructions : request.system,
    data: JSON.parse(openai ? request.input : request.messages[0].content),
    authorization,
  };
}

/** A vendor's answer around a text. */
export function openAiAnswer(text: string): unknown {
  return {
    model: 'played-1',
    status: 'completed',
    output: [
      { type: 'reasoning', summary: [] },
      { type: 'message', content: [{ type: 'output_text', text, annotations: [] }] },
    ],
    usage: { input_tokens: 11, output_tokens: 7 },
  };
}

function anthropicAnswer(text: string): unknown {
  return {
    type: 'message',
    model: 'played-2',
    stop_reason: 'end_turn',
    content: [{ type: 'text', text }],
    usage: { input_tokens: 11, output_tokens: 7 },
  };
}

export interface PlayedModel extends AsyncDisposable {
  readonly server: ScriptedServer;
  readonly asked: readonly Asked[];
}

/** Both vendors on one port, played by `reply`. */
export async function playModel(reply: Reply): Promise<PlayedModel> {
  const requests: Asked[] = [];
  const server = await startScript((res, req, body) => {
    const path = req.url ?? '';
    const one = asked(path, body, req.headers.authorization);
    requests.push(one);
    const text = JSON.stringify(reply(one));
    res.writeHead(200, { 'content-type': 'application/json' });
    res.end(JSON.stringify(path.endsWith('/responses') ? openAiAnswer(text) : anthropicAnswer(text)));
  });
  return { server, asked: requests, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}
