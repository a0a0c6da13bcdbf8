/** A message that cannot be read: set it aside, keep its bytes, go on with the next. */
export class PoisonMail extends Error {
  override readonly name = 'PoisonMail';
  constructor(
    readonly code: 'header-too-large' | 'too-many-parts' | 'too-deep' | 'too-large' | 'not-served' | 'timeout' | 'empty' | 'crashed',
    message: string,
  ) {
    super(message);
  }
}
