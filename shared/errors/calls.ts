/** Error codes of the calls feature and their HTTP status. */
export const callErrors = {} as const;
