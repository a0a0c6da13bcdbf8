/** What a snippet may stand for, by the name between its braces. */
export const SNIPPET_VARIABLES = [
  'salutation',
  'customer.name',
  'customer.firstName',
  'customer.lastName',
  'company.name',
  'ticket.number',
  'ticket.subject',
  'agent.name',
  'agent.firstName',
  'team.name',
  'today',
  'tomorrow',
] as const;
export type SnippetVariable = (typeof SNIPPET_VARIABLES)[number];
/** What each variable means here and now; empty where nobody knows. */
export type SnippetFacts = Readonly<Record<SnippetVariable, string>>;

const BRACES = /\{\{\s*([^{}\s]{1,40})\s*\}\}/gu;
const isVariable = (name: string): name is SnippetVariable => (SNIPPET_VARIABLES as readonly string[]).includes(name);

/** The text with its variables filled in. One that nobody knows stays as it is, between its braces, for the writer to fill. */
export function fillSnippet(text: string, facts: SnippetFacts): string {
  return text.replace(BRACES, (whole, name: string) => (isVariable(name) && facts[name] !== '' ? facts[name] : whole));
}

/** Variables of ours that still stand in a text, each once, with their braces: such a text must not reach a customer. */
export function openVariables(text: string): string[] {
  return [...new Set([...text.matchAll(BRACES)].filter(([, name = '']) => isVariable(name)).map(([whole]) => whole))];
}

/** Names between braces that mean nothing here. */
export function unknownVariables(text: string): string[] {
  return [...new Set([...text.matchAll(BRACES)].map(([, name = '']) => name).filter((name) => !isVariable(name)))];
}

/** Whom a letter opens with. */
export interface Addressee {
  givenName: string;
  familyName: string;
  title: string | null;
  salutation: 'ms' | 'mr' | null;
  formOfAddress: 'formal' | 'informal';
}

/**
 * The opening of a letter, without the comma. Nobody is taken for a man or a woman by their name: without a salutation on record it is the whole name, and
 * without a name the plain greeting.
 */
export function greeting(person: Addressee | null, language: 'de' | 'en'): string {
  const plain = language === 'de' ? 'Guten Tag' : 'Hello';
  if (person === null) return plain;
  const { givenName, familyName, salutation } = person;
  if (person.formOfAddress === 'informal') return givenName === '' ? plain : `${language === 'de' ? 'Hallo' : 'Hi'} ${givenName}`;
  const title = person.title ?? '';
  const joined = (...words: string[]) => words.filter((word) => word !== '').join(' ');
  if (salutation === null || familyName === '') {
    const name = joined(title, givenName, familyName);
    return name === '' ? plain : `${language === 'de' ? 'Guten Tag' : 'Dear'} ${name}`;
  }
  if (language === 'de') return joined(salutation === 'ms' ? 'Sehr geehrte Frau' : 'Sehr geehrter Herr', title, familyName);
  return joined('Dear', title === '' ? (salutation === 'ms' ? 'Ms' : 'Mr') : title, familyName);
}
