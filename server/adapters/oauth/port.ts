/** What a token is asked with: an application of Microsoft 365 (client credentials), or a service account of Google that acts for a mailbox. */
export type Grant =
  | { kind: 'microsoft'; tenant: string; clientId: string; clientSecret: string; tokenUrl: string | null; allowsInternal: boolean }
  | { kind: 'google'; mailbox: string; clientEmail: string; privateKey: string; tokenUrl: string | null; allowsInternal: boolean };

/** No token was given, with what the provider said. */
export class TokenRefused extends Error {
  override readonly name = 'TokenRefused';
  constructor(readonly answer: string) {
    super(answer);
  }
}

/** Fetches tokens for XOAUTH2, and keeps them as long as they are good. */
export interface OAuthPort {
  /** A token that is good for some minutes at least. Throws TokenRefused. */
  token(grant: Grant): Promise<string>;
  /** The server did not take the token: the next one is fetched anew. */
  forget(grant: Grant): void;
}
