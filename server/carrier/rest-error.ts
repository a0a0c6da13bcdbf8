/** Twilio's error codes the carrier answers with: their HTTP status and text. */
const KNOWN: Record<number, [status: number, message: string]> = {
  10004: [400, 'Call concurrency limit exceeded'],
  20001: [400, 'Invalid parameter'],
  20003: [401, 'Authenticate'],
  20004: [405, 'Method not allowed'],
  20404: [404, 'The requested resource was not found'],
  20429: [429, 'Too many requests'],
  20500: [500, 'Internal server error'],
  20503: [503, 'Service unavailable'],
  21201: [400, "No 'To' number is specified"],
  21205: [400, 'Url is not a valid URL'],
  21210: [400, "Phone number not yet verified for your account: 'From' number is not owned"],
  21211: [400, "Invalid 'To' Phone Number"],
  21212: [400, "Invalid 'From' Number"],
  21213: [400, "'From' phone number is required"],
  21214: [400, "'To' phone number cannot be reached"],
  21215: [400, 'Account not authorized to call. Perhaps you need to enable some international permissions'],
  21216: [400, 'Account not allowed to call: number blocked'],
  21217: [400, 'Phone number does not appear to be valid'],
  21218: [400, 'Invalid ApplicationSid'],
  21220: [400, 'Invalid call state: call is not in-progress. Cannot redirect'],
  21422: [400, 'Phone number is not available'],
  22001: [400, 'Friendly name already exists'],
  22002: [400, 'Queue size exceeds the limit'],
  22003: [400, 'Queue is not empty'],
  22005: [400, 'Call queue is full'],
};

/** A refusal of the REST API, in Twilio's shape. */
export class RestError extends Error {
  readonly status: number;

  constructor(
    readonly code: number,
    message?: string,
    status?: number,
  ) {
    super(message ?? KNOWN[code]?.[1] ?? 'Bad request');
    this.status = status ?? KNOWN[code]?.[0] ?? 400;
  }

  /** The body Twilio sends: `code`, `message`, `more_info`, `status`. */
  body(): Record<string, unknown> {
    return { code: this.code, message: this.message, more_info: `https://www.twilio.com/docs/errors/${this.code}`, status: this.status };
  }
}

/** The 404 of a thing under `uri`, worded as Twilio words it. */
export function notFound(uri: string): RestError {
  return new RestError(20404, `The requested resource ${uri} was not found`);
}
