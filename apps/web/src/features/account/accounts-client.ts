/** A refusal of the accounts API, in words for a person. */
export class AccountsError extends Error {
  /** The API's own code, such as `INVALID_EMAIL_OR_PASSWORD`. */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

const words: Readonly<Record<string, string>> = {
  INVALID_EMAIL_OR_PASSWORD: 'The e-mail address or the password is wrong.',
  USER_ALREADY_EXISTS: 'There is an account with this e-mail address already. Sign in instead.',
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL:
    'There is an account with this e-mail address already. Sign in instead.',
  INVALID_EMAIL: 'This is not an e-mail address.',
  PASSWORD_TOO_SHORT: 'The password is too short: use at least 8 characters.',
  PASSWORD_TOO_LONG: 'The password is too long: use at most 128 characters.',
  INVALID_PASSWORD: 'The present password is wrong.',
  INVALID_ORIGIN:
    'This page was opened under an address that is not set up. Open it under the app’s own address.',
};

async function call(method: 'GET' | 'POST', path: string, body?: object): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(`/api/auth${path}`, {
      method,
      ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
    });
  } catch {
    throw new AccountsError('UNREACHABLE', 'Ballast can’t be reached. Check your connection.');
  }
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return answer;
  throw refusal(response.status, answer);
}

function refusal(status: number, answer: unknown): AccountsError {
  const fields = typeof answer === 'object' && answer !== null ? answer : {};
  const code = 'code' in fields && typeof fields.code === 'string' ? fields.code : '';
  const said = 'message' in fields && typeof fields.message === 'string' ? fields.message : '';
  if (status === 429)
    return new AccountsError('RATE_LIMITED', 'Too many attempts. Wait a minute and try again.');
  if (status >= 500)
    return new AccountsError('FAILED', 'Something went wrong on our side. Try again in a moment.');
  return new AccountsError(code, words[code] ?? (said || 'This was refused.'));
}

/** A personal API key, without its secret. */
export interface ApiKeySummary {
  readonly id: string;
  readonly name: string | null;
  /** Its first characters. */
  readonly start: string | null;
  readonly createdAt: string;
  readonly lastRequest: string | null;
}

function isApiKey(value: unknown): value is ApiKeySummary {
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string';
}

/** The accounts API as the page uses it. Every call may throw AccountsError. */
export const accounts = {
  signUp: (input: { name: string; email: string; password: string; timezone?: string }) =>
    call('POST', '/sign-up/email', input),
  signIn: (input: { email: string; password: string }) => call('POST', '/sign-in/email', input),
  signOut: () => call('POST', '/sign-out', {}),
  /** Ends every session of this account, this one included. */
  signOutEverywhere: () => call('POST', '/revoke-sessions', {}),
  changePassword: (input: { currentPassword: string; newPassword: string }) =>
    call('POST', '/change-password', { ...input, revokeOtherSessions: true }),
  listKeys: async (): Promise<ApiKeySummary[]> => {
    const answer = await call('GET', '/api-key/list');
    const list =
      typeof answer === 'object' && answer !== null && 'apiKeys' in answer ? answer.apiKeys : answer;
    return Array.isArray(list) ? list.filter(isApiKey) : [];
  },
  /** Makes a key; its secret is in this answer and nowhere else. */
  createKey: async (name: string): Promise<string> => {
    const answer = await call('POST', '/api-key/create', { name });
    if (typeof answer === 'object' && answer !== null && 'key' in answer && typeof answer.key === 'string') {
      return answer.key;
    }
    throw new AccountsError('FAILED', 'The key was not made. Try again.');
  },
  deleteKey: (keyId: string) => call('POST', '/api-key/delete', { keyId }),
};
