/** Owner column of numbers and addresses. */
export type OwnerColumn = 'person_id' | 'company_id';

/** Numbers of an owner as a JSON array of the wire's PhoneNumber. */
export function phonesSql(column: OwnerColumn, owner: string): string {
  return `(SELECT coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'e164', n.e164, 'extension', n.extension, 'display', n.display, 'kind', n.kind,
    'isMainLine', n.is_main_line, 'source', n.source, 'validFrom', n.valid_from, 'validUntil', n.valid_until) ORDER BY n.place, n.id), '[]')
    FROM phone_numbers n WHERE n.${column} = ${owner})`;
}

/** Mail addresses of an owner as a JSON array of the wire's MailAddress. */
export function mailsSql(column: OwnerColumn, owner: string): string {
  return `(SELECT coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'address', m.address, 'kind', m.kind, 'bounce', m.bounce,
    'validFrom', m.valid_from, 'validUntil', m.valid_until)
    ORDER BY m.place, m.id), '[]') FROM mail_addresses m WHERE m.${column} = ${owner})`;
}
