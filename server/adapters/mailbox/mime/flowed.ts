interface Line {
  depth: number;
  text: string;
  /** Ends in a soft break: the next line goes on. */
  isOpen: boolean;
}

const SIGNATURE = '-- ';

function lineOf(raw: string, isDelSp: boolean): Line {
  const depth = /^>*/.exec(raw)?.[0].length ?? 0;
  const text = raw.slice(depth).replace(/^ /, '');
  const isOpen = text.endsWith(' ') && text !== SIGNATURE;
  return { depth, text: isOpen && isDelSp ? text.slice(0, -1) : text, isOpen };
}

const show = ({ depth, text }: Line) => (depth > 0 ? `${'>'.repeat(depth)} ${text}`.trimEnd() : text);

/** Joins the soft-broken lines of `format=flowed` (RFC 3676). Quote depths never mix; the signature separator is a line of its own. */
export function unflow(text: string, isDelSp: boolean): string {
  const lines: Line[] = [];
  for (const raw of text.split('\n')) {
    const line = lineOf(raw, isDelSp);
    const last = lines.at(-1);
    if (last?.isOpen && last.depth === line.depth && line.text !== SIGNATURE) {
      last.text += line.text;
      last.isOpen = line.isOpen;
    } else lines.push(line);
  }
  return lines.map(show).join('\n');
}
