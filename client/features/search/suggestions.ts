/** What may follow at the end of a search: operators that begin like the last word, or values of the operator that stands there. */
export interface Suggestion {
  /** What is put in place of the last word. */
  text: string;
  label: string;
}

/** Which list of values an operator takes, in either language. */
const VALUES_OF: Record<string, 'status' | 'owner' | 'has' | 'after' | 'before' | 'team'> = {
  ...{ status: 'status', owner: 'owner', bei: 'owner', besitzer: 'owner', has: 'has', hat: 'has', team: 'team' },
  ...{ after: 'after', seit: 'after', before: 'before', vor: 'before' },
};

export interface Vocabulary {
  operators: readonly string[];
  values: Record<'status' | 'owner' | 'has' | 'after' | 'before' | 'team', readonly string[]>;
}

const lastWord = (query: string) => /-?[^\s"]*$/u.exec(query)?.[0] ?? '';

/** At most eight; none in the middle of a phrase. */
export function suggestionsFor(query: string, words: Vocabulary): Suggestion[] {
  if ((query.match(/"/g) ?? []).length % 2 === 1) return [];
  const last = lastWord(query).replace(/^-/, '').toLowerCase();
  const minus = lastWord(query).startsWith('-') ? '-' : '';
  const [key = '', value] = last.split(':');
  if (value === undefined) {
    if (query.trim() === '') return [];
    return words.operators.filter((one) => one.startsWith(key)).map((one) => ({ text: `${minus}${one}:`, label: `${one}:` }));
  }
  const list = VALUES_OF[key];
  if (!list) return [];
  return words.values[list]
    .filter((one) => one.toLowerCase().startsWith(value) && one.toLowerCase() !== value)
    .slice(0, 8)
    .map((one) => ({ text: `${minus}${key}:${one.includes(' ') ? `"${one}"` : one} `, label: one }));
}

/** The query with a suggestion in place of its last word. */
export function withSuggestion(query: string, { text }: Suggestion): string {
  return `${query.slice(0, query.length - lastWord(query).length)}${text}`;
}
