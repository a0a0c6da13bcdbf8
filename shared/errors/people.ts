/** Error codes of the people feature and their HTTP status. */
export const peopleErrors = {
  /** A typed telephone number cannot be one; details carry `index` and `reason`. */
  INVALID_NUMBER: 400,
  /** A person needs a given or a family name. */
  NAME_MISSING: 400,
  /** The company would become its own ancestor; details carry the `path`. */
  COMPANY_CYCLE: 409,
  /** A person would become their own superior. */
  MANAGER_CYCLE: 409,
  /** The superior does not work in the same company tree. */
  MANAGER_ELSEWHERE: 409,
  /** The person was merged; details say into whom. */
  PERSON_MERGED: 409,
  /** One of the two was changed since the merge: parting them would tear that apart. */
  MERGE_SETTLED: 409,
  /** More would move than one transaction may; the other way round may be less. */
  /** Only what was logged by hand can be edited. */
  NOT_EDITABLE: 409,
} as const;
