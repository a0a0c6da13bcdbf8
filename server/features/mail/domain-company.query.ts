import type { Ctx } from '../../core/context.js';

/** People of a domain that are asked for their company: every mail pays for each of them, also where none has one. */
const MOST_COLLEAGUES = 50;

/** One company, if the rows name just one. */
const onlyCompany = (from: string) =>
  `(SELECT CASE WHEN count(DISTINCT x.company_id) = 1 THEN min(x.company_id::text)::uuid END FROM (${from}) x)`;

const NO_ID = `'00000000-0000-0000-0000-000000000000'::uuid`;
const OF_ADDRESS = `split_part(a.address, '@', 2)`;
const OF_WEBSITE = `substring(lower(c.website) from '^(?:[a-z]+://)?(?:www[.])?([^/:?#]+)')`;

/** The first of a domain, written as a stretch of the index, not as an equality: of a few equal rows the planner would rather sort all. */
const firstOf = (domain: string, id: string) => `(${domain}, ${id}) > ($1, ${NO_ID}) AND ${domain} <= $1 ORDER BY ${domain}, ${id}`;

/**
 * Planned once for all domains (`lockThreads`), of which one may have most addresses there are and the next none: each part reads so many entries of its index
 * and no more. Indexes: mail_addresses_company_domain, companies_website_domain, mail_addresses_domain, positions_primary.
 */
const SQL = `SELECT coalesce(
    ${onlyCompany(`SELECT a.company_id FROM mail_addresses a WHERE a.company_id IS NOT NULL AND ${firstOf(OF_ADDRESS, 'a.company_id')} LIMIT 20`)},
    ${onlyCompany(`SELECT c.id AS company_id FROM companies c WHERE c.website IS NOT NULL AND ${firstOf(OF_WEBSITE, 'c.id')} LIMIT 20`)},
    ${onlyCompany(`SELECT (SELECT o.company_id FROM positions o WHERE o.person_id = p.id AND o.is_primary) AS company_id
      FROM (SELECT a.person_id AS id FROM mail_addresses a WHERE a.person_id IS NOT NULL AND ${firstOf(OF_ADDRESS, 'a.person_id')} LIMIT ${MOST_COLLEAGUES}) p OFFSET 0`)}
  ) AS "companyId"`;

/** The company a domain belongs to: by a company's own address there, by its website, by the people who write from there. Null when none or several. */
export async function domainCompany(ctx: Ctx, domain: string): Promise<string | null> {
  const [row]: { companyId: string | null }[] = await ctx.db.query(SQL, [domain]);
  return row?.companyId ?? null;
}
