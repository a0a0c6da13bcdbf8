import type { ErrorRequestHandler, Request, Response } from 'express';
import type { Logger } from 'pino';
import type { ErrorBody } from '../../../shared/errors/index.js';
import { AppError, driverError } from '../errors.js';

/** What the outside may know of a failure: typed errors as they are, broken requests as INVALID_INPUT, anything else blank. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
  if (status === 413) return new AppError('PAYLOAD_TOO_LARGE', 'The request is larger than this server accepts.');
  if (status === 400 || status === 415) return new AppError('INVALID_INPUT', 'The request could not be read as JSON.');
  const code = driverError(error)?.code ?? '';
  if (code.startsWith('08') || code.startsWith('57P') || code === 'ECONNREFUSED' || code === 'ECONNRESET')
    return new AppError('UNAVAILABLE', 'The database cannot be reached right now. Nothing was lost; try again in a moment.');
  return new AppError('INTERNAL', 'Something failed on the server. It was logged under this request id.');
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
    if (known.status >= 500) log.error({ err: error, requestId, path: request.path }, 'request failed');
    sendError(response, known, requestId);
  };
}
