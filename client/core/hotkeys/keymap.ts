/** Where a key is heard. The innermost scope that has it wins; `phone` and `global` also work while typing when they are no single key. */
export type HotkeyScope = 'global' | 'phone' | 'list' | 'ticket' | 'composer' | 'wrapup' | 'person' | 'supervisor';

export interface KeySpec {
  keys: string;
  scope: HotkeyScope;
  /** Ignored while the key is held down. */
  once?: boolean;
}

/**
 * Every key of the console, in one table: the resolver, the tooltips, the overlay (F1) and the lint test read it. `Ctrl` is also Command on
 * a Mac. Forbidden, because the German layout or the browser owns them: Ctrl+Alt (AltGr), Alt+letter, Ctrl+Shift+N/T/W, F5, F11, F12.
 */
export const KEYMAP = {
  'phone.primary': { keys: 'F2', scope: 'phone', once: true },
  'phone.mute': { keys: 'F3', scope: 'phone', once: true },
  'phone.hangup': { keys: 'F4', scope: 'phone', once: true },
  'phone.desk': { keys: 'F8', scope: 'phone' },
  'phone.presence': { keys: 'F9', scope: 'phone', once: true },
  'global.keys': { keys: 'F1', scope: 'global' },
  'global.nextPane': { keys: 'F6', scope: 'global' },
  'global.previousPane': { keys: 'Shift+F6', scope: 'global' },
  'global.palette': { keys: 'Ctrl+k', scope: 'global' },
  'global.undo': { keys: 'Ctrl+z', scope: 'global' },
  'go.desk': { keys: 'g h', scope: 'global' },
  'go.tickets': { keys: 'g t', scope: 'global' },
  'go.people': { keys: 'g k', scope: 'global' },
  'go.tasks': { keys: 'g a', scope: 'global' },
  'go.search': { keys: 'g f', scope: 'global' },
  'go.live': { keys: 'g l', scope: 'global' },
  'go.settings': { keys: 'g s', scope: 'global' },
  'list.down': { keys: 'j', scope: 'list' },
  'list.up': { keys: 'k', scope: 'list' },
  'list.open': { keys: 'Enter', scope: 'list' },
  'list.select': { keys: 'x', scope: 'list' },
  'list.all': { keys: 'Ctrl+a', scope: 'list' },
  'list.none': { keys: 'Escape', scope: 'list' },
  'list.menu': { keys: '.', scope: 'list' },
  'ticket.assign': { keys: 'a', scope: 'ticket' },
  'ticket.me': { keys: 'm', scope: 'ticket' },
  'ticket.status': { keys: 's', scope: 'ticket' },
  'ticket.priority': { keys: 'p', scope: 'ticket' },
  'ticket.close': { keys: 'e', scope: 'ticket' },
  'ticket.reply': { keys: 'r', scope: 'ticket' },
  'ticket.forward': { keys: 'f', scope: 'ticket' },
  'ticket.quoted': { keys: 'o', scope: 'ticket' },
  'ticket.note': { keys: 'n', scope: 'ticket' },
  'ticket.create': { keys: 'c', scope: 'ticket' },
  'ticket.task': { keys: 't', scope: 'ticket' },
  'ticket.callback': { keys: 'b', scope: 'ticket' },
  'ticket.snooze': { keys: 'h', scope: 'ticket' },
  'ticket.link': { keys: 'Shift+l', scope: 'ticket' },
  'ticket.merge': { keys: 'Shift+m', scope: 'ticket' },
  'ticket.macro': { keys: 'Shift+a', scope: 'ticket' },
  'ticket.split': { keys: 'Shift+s', scope: 'ticket' },
  'ticket.back': { keys: 'u', scope: 'ticket' },
  'composer.send': { keys: 'Ctrl+Enter', scope: 'composer', once: true },
  'composer.sendAndClose': { keys: 'Ctrl+Shift+Enter', scope: 'composer', once: true },
  'wrapup.search': { keys: '0', scope: 'wrapup' },
  'wrapup.finish': { keys: 'Ctrl+Enter', scope: 'wrapup', once: true },
  'wrapup.finishAndPause': { keys: 'Ctrl+Shift+Enter', scope: 'wrapup', once: true },
} as const satisfies Record<string, KeySpec>;

export type HotkeyId = keyof typeof KEYMAP;

/** The ids of one scope, in the order of the table. */
export function hotkeysOf(scope: HotkeyScope): HotkeyId[] {
  return (Object.keys(KEYMAP) as HotkeyId[]).filter((id) => KEYMAP[id].scope === scope);
}
