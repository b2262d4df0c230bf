/** What a vendor is answered: an object as JSON, a text as it is. */
export interface WebhookAnswer {
  readonly status: number;
  readonly body: string | object;
}

/** A vendor's request, before anything parsed it. */
export interface WebhookRequest {
  readonly rawBody: Uint8Array;
  readonly query: URLSearchParams;
  /** A header's value, by its name in lower case; undefined when it was sent more than once. */
  header(name: string): string | undefined;
}
