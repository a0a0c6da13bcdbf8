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

/** Wraps express's request and response into the little a route may touch. */
export function httpFacts(request: Request, response: Response, isSecure: boolean): HttpFacts {
  const cookies = parseCookies(request.headers.cookie);
  return {
    ip: request.ip ?? '',
    userAgent: request.get('user-agent') ?? '',
    cookie: (name) => cookies.get(name),
    setCookie(name, value, maxAgeSeconds) {
      response.append(
        'Set-Cookie',
        `${name}=${encodeURIComponent(value)}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${maxAgeSeconds}${isSecure ? '; Secure' : ''}`,
      );
    },
  };
}
