/** The little of HTTP that a route may touch. */
export interface HttpFacts {
  ip: string;
  userAgent: string;
  cookie(name: string): string | undefined;
  /** Sets an HttpOnly, SameSite=Strict cookie (Secure when PUBLIC_URL is https). `maxAgeSeconds` 0 removes it. */
  setCookie(name: string, value: string, maxAgeSeconds: number): void;
}
