/** A name as a person's record holds it. */
export interface NameParts {
  title: string | null;
  givenName: string;
  familyName: string;
}

const TITLE = /^((?:(?:prof|dr|dipl|ing|mag|med|jur|phil|rer|nat|pol|h|c)\.?(?:-\p{L}+\.?)?\s+)+)(?=\p{L})/iu;
/** Belong to the family name behind them. */
const PARTICLES: ReadonlySet<string> = new Set([
  'von',
  'vom',
  'van',
  'zu',
  'zum',
  'zur',
  'de',
  'del',
  'della',
  'di',
  'da',
  'dos',
  'la',
  'le',
  'ten',
  'ter',
  'der',
  'den',
  'af',
  'av',
]);
/** Said of a company or a machine, never of a person. */
const ORGANISATION =
  /\b(gmbh|ag|kg|ohg|ug|e\.?\s?v|se|inc|llc|ltd|limited|corp|company|team|support|service|kundenservice|info|newsletter|shop|office|noreply|vertrieb|buchhaltung|sekretariat)\b|[.@]\p{L}{2,}/iu;
const ON_BEHALF = /\s+(?:via|on behalf of|im auftrag von|über)\s+.*$/iu;

const capital = (word: string) => word.replace(/^\p{Ll}/u, (first) => first.toUpperCase());

/**
 * The name of whoever wrote, from the display name of a mail, else from the address: `Kurz, Petra`, `Dr. Petra von Kurz (Nordlicht)`, `petra.kurz@…`.
 * Names of firms and teams stay whole. The family name is never empty.
 */
export function readMailName(display: string, address: string): NameParts {
  const plain = display
    .replace(/\([^)]*\)|\[[^\]]*\]/gu, ' ')
    .split(/\s[|/–—]\s|\s-\s/u)[0]
    ?.replace(ON_BEHALF, '')
    .replace(/["'`<>]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
    .slice(0, 120);
  if (!plain || !/\p{L}/u.test(plain)) return fromAddress(address);
  if (/^\S+@\S+$/u.test(plain)) return fromAddress(plain);
  const title = TITLE.exec(`${plain} `)?.[1]?.trim() ?? null;
  const bare = title === null ? plain : plain.slice(title.length).trim();
  if (ORGANISATION.test(bare)) return { title: null, givenName: '', familyName: plain };
  const [family, given] = bare.split(/,\s*/u);
  if (family && given) return { title, givenName: given.trim(), familyName: family.trim() };
  return { title, ...split(bare.split(' ')) };
}

function split(words: readonly string[]): Omit<NameParts, 'title'> {
  if (words.length === 1) return { givenName: '', familyName: words[0] ?? '' };
  const particle = words.findIndex((word, at) => at > 0 && PARTICLES.has(word.toLowerCase()));
  const at = particle > 0 ? particle : words.length - 1;
  return { givenName: words.slice(0, at).join(' '), familyName: words.slice(at).join(' ') };
}

function fromAddress(address: string): NameParts {
  const [local = '', domain = ''] = address.split('@');
  const words = local.replace(/\+.*$/u, '').split(/[._-]+/u);
  if (words.length === 2 && words.every((word) => /^\p{L}{2,}$/u.test(word)))
    return { title: null, givenName: capital(words[0] ?? ''), familyName: words[1]?.split('-').map(capital).join('-') ?? '' };
  return { title: null, givenName: '', familyName: address || domain || '?' };
}
