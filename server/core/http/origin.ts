import { AppError } from '../errors.js';

/**
 * True when a browser's request comes from our own page. Requests without an Origin header (scripts, same-origin GET) pass: they carry
 * no foreign page's intent, and mutations by cookie must also bring the `X-Ringback` header, which a foreign page cannot send without asking first.
 */
export function isOwnOrigin(origin: string | undefined, host: string | undefined, publicUrl: string | undefined): boolean {
  if (origin === undefined) return true;
  if (publicUrl && origin === publicUrl.replace(/\/$/, '')) return true;
  try {
    return new URL(origin).host === host;
  } catch {
    return false;
  }
}

/** Refuses a mutation by cookie that another site could have caused. */
export function refuseForeign(
  headers: { origin: string | undefined; host: string | undefined; marker: string | undefined },
  publicUrl: string | undefined,
): void {
  if (!isOwnOrigin(headers.origin, headers.host, publicUrl))
    throw new AppError(
      'ORIGIN_REFUSED',
      'This request comes from another site. Open Ringback at its own address, or set PUBLIC_URL to the address you use.',
    );
  if (headers.marker === undefined) throw new AppError('ORIGIN_REFUSED', 'Changes with a session cookie need the header X-Ringback: 1.');
}
