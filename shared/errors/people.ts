/** Error codes of the people feature and their HTTP status. */
export const peopleErrors = {} as const;
