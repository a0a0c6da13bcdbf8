/** An element of a parsed document. Text is kept in order with the elements. */
export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  children: (XmlElement | string)[];
}

/** The document is not well-formed. The message says where. */
export class XmlError extends Error {}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const NAME = /[A-Za-z_][\w.:-]*/y;

/** Parses a whole document and returns its root. Comments, processing instructions and doctype are skipped. Throws `XmlError`. */
export function parseXml(text: string): XmlElement {
  return new Parser(text.replace(/^\uFEFF/, '')).document();
}

class Parser {
  #at = 0;

  constructor(readonly text: string) {}

  document(): XmlElement {
    this.#skipMisc();
    if (this.text[this.#at] !== '<') this.#fail('content is not allowed in prolog');
    const root = this.#element();
    this.#skipMisc();
    if (this.#at < this.text.length) this.#fail('content is not allowed after the root element');
    return root;
  }

  #element(): XmlElement {
    this.#expect('<');
    const name = this.#name();
    const attributes = this.#attributes();
    const element: XmlElement = { name, attributes, children: [] };
    if (this.#take('/>')) return element;
    this.#expect('>');
    this.#content(element);
    this.#expect(`</${name}`);
    this.#space();
    this.#expect('>');
    return element;
  }

  #attributes(): Record<string, string> {
    const attributes: Record<string, string> = {};
    for (;;) {
      this.#space();
      const next = this.text[this.#at];
      if (next === '>' || next === '/' || next === undefined) return attributes;
      const name = this.#name();
      this.#space();
      this.#expect('=');
      this.#space();
      const quote = this.text[this.#at];
      if (quote !== '"' && quote !== "'") this.#fail(`attribute ${name} is not quoted`);
      this.#at += 1;
      const end = this.text.indexOf(quote, this.#at);
      if (end < 0) this.#fail(`attribute ${name} is not closed`);
      if (Object.hasOwn(attributes, name)) this.#fail(`attribute ${name} is given twice`);
      attributes[name] = this.#decode(this.text.slice(this.#at, end));
      this.#at = end + 1;
    }
  }

  #content(element: XmlElement): void {
    while (this.#at < this.text.length) {
      if (this.text.startsWith('</', this.#at)) return;
      if (this.#skipComment()) continue;
      if (this.#take('<![CDATA[')) element.children.push(this.#until(']]>'));
      else if (this.text[this.#at] === '<') element.children.push(this.#element());
      else {
        const end = this.text.indexOf('<', this.#at);
        const stop = end < 0 ? this.text.length : end;
        element.children.push(this.#decode(this.text.slice(this.#at, stop)));
        this.#at = stop;
      }
    }
    this.#fail(`element ${element.name} is not closed`);
  }

  #decode(raw: string): string {
    if (raw.includes('<')) this.#fail('"<" in an attribute value');
    return raw.replace(/&([^;&\s]{0,10})(;?)/g, (_all, name: string, close: string) => {
      const number = /^#(?:x([0-9a-fA-F]+)|(\d+))$/.exec(name);
      const code = number ? Number.parseInt(number[1] ?? number[2] ?? '', number[1] ? 16 : 10) : undefined;
      const value = code === undefined ? ENTITIES[name] : code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
      return close === ';' && value !== undefined ? value : this.#fail(`"&${name}" is no entity`);
    });
  }

  #skipMisc(): void {
    for (;;) {
      this.#space();
      if (this.#take('<?')) this.#until('?>');
      else if (this.#take('<!DOCTYPE')) this.#until('>');
      else if (!this.#skipComment()) return;
    }
  }

  #skipComment(): boolean {
    if (!this.#take('<!--')) return false;
    this.#until('-->');
    return true;
  }

  #until(mark: string): string {
    const end = this.text.indexOf(mark, this.#at);
    if (end < 0) this.#fail(`"${mark}" is missing`);
    const found = this.text.slice(this.#at, end);
    this.#at = end + mark.length;
    return found;
  }

  #name(): string {
    NAME.lastIndex = this.#at;
    const found = NAME.exec(this.text)?.[0] ?? this.#fail('a name is missing');
    this.#at += found.length;
    return found;
  }

  #space(): void {
    while (/\s/.test(this.text[this.#at] ?? '')) this.#at += 1;
  }

  #take(mark: string): boolean {
    if (!this.text.startsWith(mark, this.#at)) return false;
    this.#at += mark.length;
    return true;
  }

  #expect(mark: string): void {
    if (!this.#take(mark)) this.#fail(`"${mark}" is missing`);
  }

  #fail(what: string): never {
    const line = this.text.slice(0, this.#at).split('\n').length;
    throw new XmlError(`Error on line ${line} of document: ${what}`);
  }
}

/** The element's own text, trimmed, without that of its children. */
export function textOf(element: XmlElement): string {
  return element.children
    .filter((child) => typeof child === 'string')
    .join('')
    .trim();
}

/** The elements inside an element, in order. */
export function elementsOf(element: XmlElement): XmlElement[] {
  return element.children.filter((child) => typeof child !== 'string');
}
