import type { Ctx, JobDefinition } from '../context.js';

/** Adds a job inside the caller's transaction through the queue's own SQL function. */
export function addJob<T>(ctx: Pick<Ctx, 'write'>, job: JobDefinition<T>, payload: T, options: { key?: string }): void {
  const parsed = job.schema.parse(payload);
  ctx.write('SELECT graphile_worker.add_job($1, $2::json, queue_name => $3, max_attempts => $4, job_key => $5)', [
    job.name,
    JSON.stringify(parsed),
    job.queue?.(parsed) ?? null,
    job.maxAttempts,
    options.key ?? null,
  ]);
}
