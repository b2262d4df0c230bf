/** What a vendor answers, before any fault spoils it. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Whether the vendor's state changed. Reads and refusals: false. */
  readonly effect: boolean;
}

interface ReplyOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly effect?: boolean;
}

export function json(status: number, value: unknown, options: ReplyOptions = {}): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...options.headers },
    body: JSON.stringify(value),
    effect: options.effect ?? false,
  };
}

export function html(status: number, body: string, options: ReplyOptions = {}): Reply {
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', ...options.headers },
    body,
    effect: options.effect ?? false,
  };
}

export function empty(status: number, options: ReplyOptions = {}): Reply {
  return { status, headers: { ...options.headers }, body: '', effect: options.effect ?? false };
}
