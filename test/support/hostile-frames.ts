import type { Page } from 'playwright-core';
import { TEXT_TAGS } from '../../server/adapters/mailbox/html/safe-html.js';

/** What hostile mails did in a page. */
export interface Harm {
  /** Numbers of payloads that ran. */
  ran: number[];
  /** What no mail may have or do, each with the number of its payload. */
  strange: string[];
}

/**
 * Lets the page know `window.faultsOf(root)`: whatever in it is not an element of HTML a mail may have, or an attribute that names, runs, submits or leads
 * elsewhere than a link or a picture of ours. And `window.hits`, where payloads that run leave their number.
 */
export async function watchFor(page: Page): Promise<void> {
  await page.evaluate((names) => {
    const allowed = new Set(names);
    const OWN =
      /^(?:alt|title|dir|lang|align|valign|width|height|bgcolor|color|border|face|size|cellpadding|cellspacing|colspan|rowspan|nowrap|start|type|span|loading|referrerpolicy|data-mismatch|data-remote-src)$/;
    const mayStand = (element: Element, { name, value }: Attr) => {
      if (name === 'style') return !/url|expression|image|position|binding|behavior|var\(|[@\\<]/i.test(value);
      if (name === 'src') return element.localName === 'img' && /^\/api\/v1\/mails\/[\w-]+\/files\/\d+\?isInline=true$/.test(value);
      if (element.localName !== 'a' || OWN.test(name)) return OWN.test(name);
      if (name === 'href') return /^(?:https?:\/\/|mailto:|tel:)/i.test(value);
      return (name === 'target' && value === '_blank') || (name === 'rel' && value.includes('noopener'));
    };
    const faultsOf = (root: Element | null) =>
      [...(root?.querySelectorAll('*') ?? [])].flatMap((element) => {
        const isText = element.namespaceURI === 'http://www.w3.org/1999/xhtml' && allowed.has(element.localName);
        const attributes = [...element.attributes].filter((attribute) => !mayStand(element, attribute));
        return [
          ...(isText ? [] : [`<${element.localName}>`]),
          ...attributes.map(({ name, value }) => `${element.localName} ${name}=${value}`),
        ];
      });
    Object.assign(window, { hits: [], faultsOf });
  }, TEXT_TAGS);
}

/** What `watchFor` left in the page. */
interface Watched {
  hits: number[];
  faultsOf(root: Element | null): string[];
}

/**
 * Puts pieces of HTML into a bare page, all alive at once, where nothing but the sanitiser protects it: read as a document, and once more as what the
 * browser makes of its own serialisation, by which markup that changes its meaning comes alive (mXSS). Resolves when everything they ask for has failed.
 */
export async function layBare(page: Page, pieces: readonly string[]): Promise<Harm> {
  await watchFor(page);
  return await page.evaluate(async (all) => {
    const { faultsOf, hits } = window as unknown as Watched;
    const strange: string[] = [];
    const live = document.body.appendChild(document.createElement('iframe'));
    const loaded = new Promise((resolve) => {
      live.onload = resolve;
    });
    const again: string[] = [];
    for (const [number, html] of all.entries()) {
      const read = new DOMParser().parseFromString(`<!doctype html><body>${html}`, 'text/html');
      again.push(read.body.innerHTML);
      const twice = new DOMParser().parseFromString(`<!doctype html><body><div>${read.body.innerHTML}</div>`, 'text/html');
      strange.push(...[...faultsOf(read.head), ...faultsOf(read.body), ...faultsOf(twice.body)].map((fault) => `${number}: ${fault}`));
    }
    live.srcdoc = `<!doctype html>${all.map((html) => `<section>${html}</section>`).join('')}`;
    await loaded;
    const inside = live.contentDocument?.body;
    for (const html of again) inside?.appendChild(document.createElement('section')).insertAdjacentHTML('beforeend', html);
    const settled = [...(inside?.querySelectorAll('img') ?? [])].map((image) => image.decode().catch(() => undefined));
    await Promise.all(settled);
    return { ran: [...hits], strange };
  }, pieces);
}

/** A mail to lay into a frame of the console. */
export interface Framed {
  number: number;
  src: string;
}

/** Loads pages of mails in frames that are copies of the one the console shows (`like`), and looks into each when it has loaded. */
export async function layInFrames(page: Page, framed: readonly Framed[], like: string): Promise<Harm> {
  await watchFor(page);
  return await page.evaluate(
    async ({ all, selector }) => {
      const { faultsOf, hits } = window as unknown as Watched;
      const model = document.querySelector(selector);
      const load = ({ number, src }: Framed) =>
        new Promise<string[]>((resolve, reject) => {
          if (!(model instanceof HTMLIFrameElement)) return reject(new Error(`${selector} is no frame`));
          const frame = model.cloneNode() as HTMLIFrameElement;
          frame.onload = () => {
            const inner = frame.contentDocument;
            const faults = inner ? faultsOf(inner.body) : ['cannot be looked into'];
            if (inner?.URL !== new URL(src, location.href).href) faults.push(`stands at ${inner?.URL}`);
            frame.remove();
            resolve(faults.map((fault) => `${number}: ${fault}`));
          };
          frame.src = src;
          document.body.append(frame);
        });
      return { strange: (await Promise.all(all.map(load))).flat(), ran: [...hits] };
    },
    { all: framed, selector: like },
  );
}
