import type { ErrorRequestHandler, Request, Response } from 'express';
import type { Logger } from 'pino';
import type { ErrorBody } from '../../../shared/errors/index.js';
import { AppError, isDatabaseAway, isUnfitValue } from '../errors.js';

/** What the outside may know of a failure: typed errors as they are, broken requests as INVALID_INPUT, anything else blank. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (isDatabaseAway(error))
    return new AppError('UNAVAILABLE', 'The database cannot be reached right now. Nothing was lost; try again in a moment.');
  if (isUnfitValue(error))
    return new AppError('INVALID_INPUT', 'A value cannot be stored: it has a forbidden character or is out of range.');
  return fromHttpError(error) ?? new AppError('INTERNAL', 'Something failed on the server. It was logged under this request id.');
}

/** Refusals of express and its body parser, by their status. */
function fromHttpError(error: unknown): AppError | null {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
  if (typeof status !== 'number' || status < 400 || status > 499) return null;
  if (status === 404) return new AppError('NOT_FOUND', 'There is nothing at this address.');
  if (status === 413) return new AppError('PAYLOAD_TOO_LARGE', 'The request is larger than this server accepts (1 MB).');
  const type = error instanceof Error && 'type' in error ? error.type : undefined;
  if (type === 'entity.parse.failed') return new AppError('INVALID_INPUT', 'The body is not valid JSON.');
  if (type === 'request.aborted') return new AppError('INVALID_INPUT', 'The body ended before its announced length.');
  return new AppError('INVALID_INPUT', 'The request could not be read: wrong encoding, length or address.');
}

/** Sends the error body every refused request gets. */
export function sendError(response: Response, error: AppError, requestId: string): void {
  const body: ErrorBody = {
    error: { code: error.code, message: error.message, ...(error.details ? { details: error.details } : {}), requestId },
  };
  response.status(error.status).json(body);
}

/** The one place where errors become answers. */
export function errorHandler(log: Logger): ErrorRequestHandler {
  return (error: unknown, request: Request, response: Response, next) => {
    if (response.headersSent) return next(error);
    const known = toAppError(error);
    const requestId = String(response.locals['requestId'] ?? '');
    if (isUnfitValue(error)) log.warn({ err: error, requestId, path: request.path }, 'a value got past its schema');
    if (known.status >= 500) log.error({ err: error, requestId, path: request.path }, 'request failed');
    sendError(response, known, requestId);
  };
}
