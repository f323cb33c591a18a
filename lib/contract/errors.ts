/** Every error code that an answer can carry, with its HTTP status and title. One place decides both. */
export const errorCodes = {
  invalid_json: { status: 400, title: 'Bad Request' },
  invalid_body: { status: 400, title: 'Bad Request' },
  invalid_request: { status: 400, title: 'Bad Request' },
  missing_field: { status: 400, title: 'Bad Request' },
  invalid_cursor: { status: 400, title: 'Bad Request' },
  invalid_redirect_url: { status: 400, title: 'Bad Request' },
  invalid_payload: { status: 400, title: 'Bad Request' },
  invalid_signature: { status: 400, title: 'Bad Request' },
  not_authenticated: { status: 401, title: 'Unauthorized' },
  insufficient_credits: { status: 402, title: 'Payment Required' },
  cross_site_write: { status: 403, title: 'Forbidden' },
  plan_required: { status: 403, title: 'Forbidden' },
  admin_required: { status: 403, title: 'Forbidden' },
  scope_required: { status: 403, title: 'Forbidden' },
  account_exists: { status: 403, title: 'Forbidden' },
  origin_not_allowed: { status: 403, title: 'Forbidden' },
  not_found: { status: 404, title: 'Not Found' },
  method_not_allowed: { status: 405, title: 'Method Not Allowed' },
  idempotency_conflict: { status: 409, title: 'Conflict' },
  subscription_exists: { status: 409, title: 'Conflict' },
  plan_change_refused: { status: 409, title: 'Conflict' },
  already_revealed: { status: 409, title: 'Conflict' },
  too_many_keys: { status: 409, title: 'Conflict' },
  too_many_credentials: { status: 409, title: 'Conflict' },
  too_many_workflows: { status: 409, title: 'Conflict' },
  last_identity: { status: 409, title: 'Conflict' },
  hold_closed: { status: 409, title: 'Conflict' },
  not_enough_available: { status: 409, title: 'Conflict' },
  event_gone: { status: 409, title: 'Conflict' },
  too_much_to_count: { status: 409, title: 'Conflict' },
  version_conflict: { status: 412, title: 'Precondition Failed' },
  body_too_large: { status: 413, title: 'Content Too Large' },
  unsupported_media_type: { status: 415, title: 'Unsupported Media Type' },
  invalid_field: { status: 422, title: 'Unprocessable Content' },
  not_a_workflow: { status: 422, title: 'Unprocessable Content' },
  invalid_graph: { status: 422, title: 'Unprocessable Content' },
  rate_limited: { status: 429, title: 'Too Many Requests' },
  internal_error: { status: 500, title: 'Internal Server Error' },
  upstream_failed: { status: 502, title: 'Bad Gateway' },
  dependency_unavailable: { status: 503, title: 'Service Unavailable' },
  stripe_disabled: { status: 503, title: 'Service Unavailable' },
  payments_not_set_up: { status: 503, title: 'Service Unavailable' },
} as const;

export type ErrorCode = keyof typeof errorCodes;

export interface FieldError {
  /** Dotted path of the field in the body or query, `credits` say. */
  path: string;
  message: string;
}

/** A failure that a caller is told about: `code` decides the status, `message` is the one sentence shown. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly fields: FieldError[];
  /** Of a `rate_limited`: when to try again. */
  readonly retryAfterSeconds: number | undefined;
  /** The site whose pages may read the answer, once that is known, of a route whose CORS is its handler's affair. */
  readonly allowOrigin: string | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: {
      cause?: unknown;
      fields?: FieldError[];
      retryAfterSeconds?: number;
      allowOrigin?: string | undefined;
    } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.fields = options.fields ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.allowOrigin = options.allowOrigin;
  }
}
