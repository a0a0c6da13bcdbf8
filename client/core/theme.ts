import { ref, watchEffect } from 'vue';

/** What the agent chose; `system` follows the machine. */
export type ThemeChoice = 'light' | 'dark' | 'system';
export type Density = 'compact' | 'roomy';

export type Contrast = 'normal' | 'more';

const STORAGE = 'ringback.theme';
const DENSITY = 'ringback.density';
const CONTRAST = 'ringback.contrast';

function stored(): ThemeChoice {
  const value = new URLSearchParams(location.search).get('theme') ?? localStorage.getItem(STORAGE);
  return value === 'light' || value === 'dark' ? value : 'system';
}

/** The chosen theme; set it through `setTheme`. */
export const themeChoice = ref<ThemeChoice>(stored());

/** Height of rows and controls. */
export const density = ref<Density>(localStorage.getItem(DENSITY) === 'roomy' ? 'roomy' : 'compact');

/** Stronger edges and darker second text; a machine that asks for it gets it either way. */
export const contrast = ref<Contrast>(localStorage.getItem(CONTRAST) === 'more' ? 'more' : 'normal');

const systemIsDark = matchMedia('(prefers-color-scheme: dark)');
const systemTheme = ref(systemIsDark.matches ? 'dark' : 'light');

/** Changes the theme and remembers it on this machine. */
export function setTheme(choice: ThemeChoice): void {
  themeChoice.value = choice;
  localStorage.setItem(STORAGE, choice);
}

/** Changes the density and remembers it on this machine. */
export function setDensity(choice: Density): void {
  density.value = choice;
  localStorage.setItem(DENSITY, choice);
}

/** Changes the contrast and remembers it on this machine. */
export function setContrast(choice: Contrast): void {
  contrast.value = choice;
  localStorage.setItem(CONTRAST, choice);
}

/** Writes theme, contrast and density to the document and keeps them true; call once. */
export function startTheme(): void {
  systemIsDark.addEventListener('change', () => {
    systemTheme.value = systemIsDark.matches ? 'dark' : 'light';
  });
  const moreContrast = matchMedia('(prefers-contrast: more)');
  watchEffect(() => {
    const root = document.documentElement;
    root.dataset.theme = themeChoice.value === 'system' ? systemTheme.value : themeChoice.value;
    root.dataset.density = density.value;
    root.dataset.contrast = moreContrast.matches ? 'more' : contrast.value;
  });
}
