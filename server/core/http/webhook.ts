/** A provider's callback after its signature was checked. */
export interface WebhookRequest {
  /** Path with query as it was called, below PUBLIC_URL. */
  url: string;
  path: string;
  query: Record<string, string>;
  /** Form fields, verbatim; repeated keys keep the last value. */
  params: Record<string, string>;
  /** Path parameters, e.g. `:node`. */
  pathParams: Record<string, string>;
  /** `I-Twilio-Idempotency-Token`, for diagnostics. */
  idempotencyToken: string | null;
  receivedAt: Date;
}
export interface WebhookAnswer {
  status: 200 | 204;
  /** TwiML; sent as text/xml. */
  xml?: string;
}
/** A callback route, always below `/twilio`. Opens its own transactions; a thrown error is answered by `onError`, never by 5xx for TwiML. */
export interface Webhook {
  method: 'POST' | 'GET';
  path: `/twilio/${string}`;
  run(request: WebhookRequest): Promise<WebhookAnswer>;
  /** Safe answer when `run` failed (TwiML requests); without it 503 is answered so that the carrier retries. */
  onError?: (request: WebhookRequest) => WebhookAnswer;
}
