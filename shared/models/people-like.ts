import * as z from 'zod/mini';
import { PersonLite } from './people.js';

/**
 * Why two records may be one person. `maybe-number`: the signature of one's mails names the other's number. `same-name`: given and family name, in either
 * order, whatever the spelling of umlauts.
 */
export const PersonLikeness = z.enum(['same-mail', 'same-number', 'same-customer-number', 'maybe-number', 'same-name', 'same-company']);
export type PersonLikeness = z.infer<typeof PersonLikeness>;

/** Somebody who is perhaps the same person. */
export const LikePerson = z.object({ person: PersonLite, reasons: z.array(PersonLikeness) });
export type LikePerson = z.infer<typeof LikePerson>;
