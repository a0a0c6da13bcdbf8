import type { Request, Response } from 'express';
import type { HttpFacts } from './http-facts.js';

/** Cookies of a request, decoded; the first of a name wins. */
export function parseCookies(header: string | undefined): Map<string, string> {
  const cookies = new Map<string, string>();
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at < 1) continue;
    const name = part.slice(0, at).trim();
    if (cookies.has(name)) continue;
    try {
      cookies.set(name, decodeURIComponent(part.slice(at + 1).trim()));
    } catch {
      // A cookie somebody else set in a broken encoding is not ours.
    }
  }
  return cookies;
}

/**
 * Wraps express's request and response into the little a route may touch. Cookies are sent by `flushCookies` when the transaction has committed:
 * a session that was rolled back must not reach the browser.
 */
export function httpFacts(request: Request, response: Response, isSecure: boolean): HttpFacts & { flushCookies(): void } {
  const cookies = parseCookies(request.headers.cookie);
  const set = new Map<string, string>();
  return {
    ip: request.ip ?? '',
    userAgent: request.get('user-agent') ?? '',
    body: request,
    bodyBytes: /^\d+$/.test(request.get('content-length') ?? '') ? Number(request.get('content-length')) : null,
    cookie: (name) => cookies.get(name),
    setCookie(name, value, maxAgeSeconds) {
      set.set(
        name,
        `${name}=${encodeURIComponent(value)}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${maxAgeSeconds}${isSecure ? '; Secure' : ''}`,
      );
    },
    flushCookies() {
      for (const cookie of set.values()) response.append('Set-Cookie', cookie);
    },
  };
}
