import type { IconName } from './icons';

/** One entry of a menu; `separated` draws a line above it, `count` stands at its end: how many it holds. */
export interface MenuItem {
  id: string;
  label: string;
  icon?: IconName;
  keys?: string;
  count?: string;
  danger?: boolean;
  disabled?: boolean;
  checked?: boolean;
  separated?: boolean;
}
