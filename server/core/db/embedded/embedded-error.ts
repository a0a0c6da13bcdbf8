/** A reason why the bundled PostgreSQL cannot run, worded for the person who typed `npm start`: what is wrong and what to do. */
export class EmbeddedPostgresError extends Error {
  override name = 'EmbeddedPostgresError';
}

/** The system's short reason (`EACCES`, `ENOSPC` …) of a failed file operation, or its message when it has none. */
export function reasonOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.message : String(error);
}
