import type { IconName } from './icons';

/** One entry of a menu; `separated` draws a line above it. */
export interface MenuItem {
  id: string;
  label: string;
  icon?: IconName;
  keys?: string;
  danger?: boolean;
  disabled?: boolean;
  checked?: boolean;
  separated?: boolean;
}
