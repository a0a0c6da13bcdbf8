/** A person's name as one line: title, given name, family name. */
export function personName(person: { title: string | null; givenName: string; familyName: string }): string {
  return [person.title, person.givenName, person.familyName].filter(Boolean).join(' ');
}

/** The same in SQL, for the alias of a `persons` row. */
export function personNameSql(alias: string): string {
  return `concat_ws(' ', ${alias}.title, nullif(${alias}.given_name, ''), nullif(${alias}.family_name, ''))`;
}
