import type { Readable } from 'node:stream';

/** The little of HTTP that a route may touch. */
export interface HttpFacts {
  ip: string;
  userAgent: string;
  /** The body of an operation with `rawBody`, unread. */
  body: Readable;
  /** Bytes of the body as announced; null when the sender does not know. */
  bodyBytes: number | null;
  cookie(name: string): string | undefined;
  /** Sets an HttpOnly, SameSite=Strict cookie (Secure when PUBLIC_URL is https). `maxAgeSeconds` 0 removes it. */
  setCookie(name: string, value: string, maxAgeSeconds: number): void;
}
