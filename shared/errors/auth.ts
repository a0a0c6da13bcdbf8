/** Error codes of the auth feature and their HTTP status. */
export const authErrors = {
  WRONG_CREDENTIALS: 401,
  ALREADY_SET_UP: 409,
  EMAIL_TAKEN: 409,
  LAST_ADMIN: 409,
  WEAK_PASSWORD: 400,
} as const;
