// Before the console is loaded: the ground has the theme that was chosen (client/core/theme.ts), so that nobody on a night shift is flashed at.
const chosen = new URLSearchParams(location.search).get('theme') ?? localStorage.getItem('ringback.theme');
const isDark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
